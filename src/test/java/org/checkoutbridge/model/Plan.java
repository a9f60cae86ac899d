package org.checkoutbridge.model;

import java.math.BigDecimal;
import java.util.Random;

/**
 * What happens in one life of an order; all of it follows from the seed. How its messages arrive is another matter, and another seed.
 *
 * @param total of the order
 * @param creation how the platform behaves when the checkout is created
 * @param sentTwice the ERP repeats the order at the same time
 * @param before what the ERP does before anybody pays
 * @param story what the buyer and the platform do
 * @param after what happens when that is over
 */
record Plan(long seed, BigDecimal total, Creation creation, boolean sentTwice, Before before, Story story, After after) {

    enum Creation { USUAL, REFUSED_FOR_NOW, ANSWER_LOST, NEVER_ARRIVED }

    enum Before { NOTHING, CHANGED, CHANGED_AND_OLD_ONE_PAID, CANCELLED }

    enum Story {
        NOTHING(false), DECLINED(false), COUPON_LAPSED(false), REVIEW_REFUSED(false), AUTHORIZATION_LAPSED(false), LIE(false),
        CARD(true), DECLINED_THEN_CARD(true), COUPON(true), REVIEWED(true), CAPTURED(true), TWO_CARDS(true);

        final boolean pays;

        Story(boolean pays) {
            this.pays = pays;
        }
    }

    enum After { NOTHING, REFUNDED_IN_PART, REFUNDED, REFUNDED_IN_TWO, PAID_LATE, SENT_AGAIN_AND_PAID }

    static Plan of(long seed) {
        Random random = new Random(seed);
        BigDecimal total = BigDecimal.valueOf(1_000 + random.nextInt(5_000_000), 2);
        Creation creation = random.nextInt(100) < 80 ? Creation.USUAL : one(random, Creation.values());
        boolean sentTwice = random.nextInt(4) == 0;
        Before before = random.nextInt(100) < 70 ? Before.NOTHING : one(random, Before.values());
        Story story = ended(before) ? Story.NOTHING : one(random, Story.values());
        After after = one(random, story.pays
                ? new After[] {After.NOTHING, After.NOTHING, After.REFUNDED_IN_PART, After.REFUNDED, After.REFUNDED_IN_TWO}
                : new After[] {After.NOTHING, After.NOTHING, After.PAID_LATE, After.SENT_AGAIN_AND_PAID});
        boolean plain = ended(before) || story == Story.TWO_CARDS || story == Story.LIE;
        return new Plan(seed, total, creation, sentTwice, before, story, plain ? After.NOTHING : after);
    }

    /** Whether the order has come to its end before anybody pays for its newest version. */
    private static boolean ended(Before before) {
        return before == Before.CANCELLED || before == Before.CHANGED_AND_OLD_ONE_PAID;
    }

    private static <T> T one(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }
}
