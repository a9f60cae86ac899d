package org.checkoutbridge.payment;

import java.time.Duration;

/**
 * How long the ERP is advised to hold stock.
 *
 * @param coupon while a coupon or a transfer slip waits to be paid
 * @param authorization while an authorization waits to be captured
 * @param unanswered after the end of a checkout, while nothing is known of it and the platform cannot be asked; null where it can
 */
public record Holds(Duration coupon, Duration authorization, Duration unanswered) {

    /** How far beyond the next question a hold must reach, so that an answer still finds the stock held. */
    static final Duration MARGIN = Duration.ofHours(1);
}
