package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.checkoutbridge.document.TableLoading;
import org.checkoutbridge.payment.Lifecycle.Event;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a checkout's state follows from its operations, with the table as it is shipped. */
class FoldTest {

    private static final Fold FOLD = new Fold(Tables.FOLD);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<Standing> MONEY = EnumSet.of(Standing.PAID, Standing.PARTLY_REFUNDED, Standing.REFUNDED, Standing.VOIDED);

    private static Operation payment(String id, Standing standing) {
        return operation(id, "payment", null, standing, "100.00", standing == Standing.REFUNDED ? "100.00" : "0");
    }

    private static Operation operation(String id, String kind, String parent, Standing standing, String total, String refunded) {
        return new Operation(id, parent, kind, standing, null, "card", total == null ? null : new BigDecimal(total), "ARS",
                new BigDecimal(refunded), false, null, Evidence.QUERIED, null, null, null, null, null, null, null, List.of(),
                BigDecimal.ZERO, NOON);
    }

    private static Operation child(String id, String parent, Standing standing, String refunded) {
        return operation(id, "child", parent, standing, refunded, refunded);
    }

    @Nested
    class OfACheckout {

        @Test
        void withoutOperationsNothingHasHappened() {
            assertThat(FOLD.event(List.of())).isEqualTo(Event.NOTHING);
            assertThat(FOLD.live(List.of())).isFalse();
        }

        /** Paid first, then authorized, in review, waiting, open. What nobody knows is for a person, unless money is there. */
        @Test
        void theHeaviestOperationDecides() {
            List<Standing> byWeight = List.of(Standing.PAID, Standing.UNKNOWN, Standing.AUTHORIZED, Standing.IN_REVIEW, Standing.WAITING);
            for (int i = 0; i < byWeight.size(); i++) {
                for (int j = i; j < byWeight.size(); j++) {
                    List<Operation> both = List.of(payment("one", byWeight.get(j)), payment("two", byWeight.get(i)));
                    assertThat(FOLD.event(both)).as("%s beside %s", byWeight.get(i), byWeight.get(j))
                            .isEqualTo(Event.valueOf(byWeight.get(i).name()));
                }
            }
        }

        @ParameterizedTest
        @EnumSource(value = Standing.class, names = {"NONE", "PENDING", "FAILED", "REVERSING", "CHARGED_BACK"})
        void whatIsNeitherMoneyNorAPromiseOfItIsNothing(Standing standing) {
            assertThat(FOLD.event(List.of(payment("one", standing)))).isEqualTo(Event.NOTHING);
        }

        @Test
        void moneyWinsOverEverythingThatIsNoMoney() {
            for (Standing money : EnumSet.of(Standing.PAID, Standing.PARTLY_REFUNDED, Standing.REFUNDED)) {
                for (Standing other : EnumSet.complementOf(EnumSet.copyOf(MONEY))) {
                    Event event = FOLD.event(List.of(payment("one", other), payment("two", money)));
                    assertThat(event).as("%s beside %s", money, other).isIn(Event.PAID, Event.PARTLY_REFUNDED, Event.REFUNDED);
                }
            }
        }

        @Test
        void theOrderOfTheOperationsDoesNotMatter() {
            Random random = new Random(42);
            for (int i = 0; i < 2_000; i++) {
                List<Operation> operations = new ArrayList<>();
                for (int n = random.nextInt(5); n >= 0; n--) {
                    operations.add(payment("op-" + n, Standing.values()[random.nextInt(Standing.values().length)]));
                }
                Event event = FOLD.event(operations);
                boolean live = FOLD.live(operations);
                Collections.shuffle(operations, random);
                assertThat(FOLD.event(operations)).as(operations.toString()).isEqualTo(event);
                assertThat(FOLD.live(operations)).isEqualTo(live);
            }
        }

        @ParameterizedTest
        @EnumSource(value = Standing.class, names = {"PENDING", "WAITING", "IN_REVIEW", "AUTHORIZED", "UNKNOWN"})
        void whatMayYetBecomeMoneyKeepsTheCheckoutAlive(Standing standing) {
            assertThat(FOLD.live(List.of(payment("one", Standing.FAILED), payment("two", standing)))).isTrue();
        }

        @ParameterizedTest
        @EnumSource(value = Standing.class, names = {"NONE", "FAILED", "PAID", "PARTLY_REFUNDED", "REFUNDED", "VOIDED"})
        void whatIsSettledDoesNot(Standing standing) {
            assertThat(FOLD.live(List.of(payment("one", standing)))).isFalse();
        }

        @Test
        void aClaimThatNobodyConfirmedKeepsItAliveWhateverItIsAbout() {
            Operation failed = payment("one", Standing.FAILED);
            Operation claimed = new Operation("one", null, "payment", Standing.FAILED, null, null, null, null, BigDecimal.ZERO, false, null,
                    Evidence.UNSIGNED, null, null, null, Standing.PAID, "200", new BigDecimal("100.00"), null, List.of(), BigDecimal.ZERO, NOON);
            assertThat(FOLD.live(List.of(failed))).isFalse();
            assertThat(FOLD.live(List.of(claimed))).isTrue();
            assertThat(FOLD.event(List.of(claimed))).as("but it changes no state").isEqualTo(Event.NOTHING);
        }

        @Test
        void moneyInDisputeIsForAPersonAndNotPaid() {
            Operation disputed = payment("one", Standing.PAID).withDispute("amount-mismatch");
            assertThat(FOLD.event(List.of(disputed))).isEqualTo(Event.UNKNOWN);
            assertThat(FOLD.live(List.of(disputed))).isTrue();
        }

        @Test
        void moneyInDisputeBesideUndisputedMoneyLeavesThatPaid() {
            assertThat(FOLD.event(List.of(payment("one", Standing.PAID).withDispute("amount-mismatch"), payment("two", Standing.PAID))))
                    .isEqualTo(Event.PAID);
        }
    }

    @Nested
    class Refunds {

        @Test
        void whatWentBackOfAPaymentDecidesHowMuchOfItIsLeft() {
            assertThat(FOLD.event(List.of(operation("p", "payment", null, Standing.PAID, "100", "0")))).isEqualTo(Event.PAID);
            assertThat(FOLD.event(List.of(operation("p", "payment", null, Standing.PARTLY_REFUNDED, "100", "40"))))
                    .isEqualTo(Event.PARTLY_REFUNDED);
            assertThat(FOLD.event(List.of(operation("p", "payment", null, Standing.PARTLY_REFUNDED, "100", "100"))))
                    .isEqualTo(Event.REFUNDED);
        }

        @Test
        void aChildOnlyCountsByWhatWentBack() {
            Operation parent = operation("p", "payment", null, Standing.PAID, "100", "0");
            assertThat(FOLD.event(List.of(child("CHD-1", "p", Standing.REFUNDED, "40")))).isEqualTo(Event.NOTHING);
            assertThat(FOLD.event(List.of(parent, child("CHD-1", "p", Standing.REFUNDED, "40")))).isEqualTo(Event.PARTLY_REFUNDED);
            assertThat(FOLD.event(List.of(parent, child("CHD-1", "p", Standing.REFUNDED, "40"), child("CHD-2", "p", Standing.REFUNDED, "60"))))
                    .isEqualTo(Event.REFUNDED);
        }

        @Test
        void childAndParentThatSpeakOfTheSameMoneyAreNotAdded() {
            Operation parent = operation("p", "payment", null, Standing.PARTLY_REFUNDED, "100", "40");
            List<Operation> both = List.of(parent, child("CHD-1", "p", Standing.REFUNDED, "40"));
            assertThat(Fold.refunded(parent, both)).isEqualByComparingTo("40");
        }

        @Test
        void aChildOfAnotherPaymentDoesNotCount() {
            Operation parent = operation("p", "payment", null, Standing.PAID, "100", "0");
            assertThat(Fold.refunded(parent, List.of(parent, child("CHD-1", "q", Standing.REFUNDED, "40")))).isEqualByComparingTo("0");
        }
    }

    @Nested
    class OfTwoReportsOfOneOperation {

        private final Instant later = NOON.plusSeconds(1);

        @Test
        void paidIsNotUndoneByUnpaidHoweverNewThatIs() {
            for (Standing money : MONEY) {
                for (Standing unpaid : EnumSet.complementOf(EnumSet.copyOf(MONEY))) {
                    if (unpaid == Standing.REVERSING || unpaid == Standing.CHARGED_BACK) {
                        continue; // marks change no standing and are never compared
                    }
                    assertThat(FOLD.compare(money, NOON, unpaid, later)).as("%s, then %s", money, unpaid).isNegative();
                    assertThat(FOLD.compare(unpaid, later, money, NOON)).as("%s, then an older %s", unpaid, money).isPositive();
                }
            }
        }

        @Test
        void withinATierTheNewerReportWins() {
            assertThat(FOLD.compare(Standing.AUTHORIZED, NOON, Standing.WAITING, later)).isPositive();
            assertThat(FOLD.compare(Standing.WAITING, later, Standing.AUTHORIZED, NOON)).isNegative();
            assertThat(FOLD.compare(Standing.REFUNDED, NOON, Standing.PAID, later)).isPositive();
            assertThat(FOLD.compare(Standing.REFUNDED, later, Standing.PAID, NOON)).isNegative();
        }

        @Test
        void atTheSameTimeAndWithoutTimesTheRankDecides() {
            assertThat(FOLD.compare(Standing.WAITING, NOON, Standing.FAILED, NOON)).isPositive();
            assertThat(FOLD.compare(Standing.WAITING, null, Standing.FAILED, NOON)).isPositive();
            assertThat(FOLD.compare(Standing.FAILED, NOON, Standing.WAITING, null)).isNegative();
            assertThat(FOLD.compare(Standing.PAID, null, Standing.REFUNDED, null)).isPositive();
        }

        @Test
        void theSameReportSaysNothingNew() {
            for (Standing standing : Standing.values()) {
                assertThat(FOLD.compare(standing, NOON, standing, NOON)).as(standing.word()).isZero();
            }
        }

        @Test
        void anythingIsMoreThanNothing() {
            assertThat(FOLD.compare(Standing.NONE, later, Standing.PENDING, NOON)).isPositive();
        }
    }

    @Nested
    class Trust {

        @Test
        void whatMovesMoneyIsNeverTakenFromAnUnsignedMessage() {
            for (Standing standing : Standing.values()) {
                boolean money = MONEY.contains(standing) || standing.reversal();
                assertThat(FOLD.mustBeAsked(standing)).as(standing.word()).isEqualTo(money);
            }
        }

        @Test
        void onlyReversalsUnderWayAndChargebacksAreMarks() {
            for (Standing standing : Standing.values()) {
                assertThat(FOLD.mark(standing)).isEqualTo(standing == Standing.REVERSING || standing == Standing.CHARGED_BACK);
                assertThat(FOLD.paidTier(standing)).isEqualTo(MONEY.contains(standing));
            }
        }
    }

    @Nested
    class Loading extends TableLoading {

        Loading() {
            super(Tables.FOLD, Fold::new);
        }

        @Test
        void aStandingWithoutALineIsRefused() {
            refused(table.without("authorized"), "has no line for authorized");
        }

        @Test
        void aStandingThatStandsTwiceIsRefused() {
            Path file = table.twice("waiting");
            refused(file, "line " + table.line("waiting"), "waiting stands twice");
        }

        @Test
        void moneyMayNotBeTakenFromAnUnsignedMessage() {
            for (String money : List.of("paid", "partly-refunded", "refunded", "voided", "reversing", "charged-back")) {
                Path file = table.cell(money + " ", "unsigned", "taken");
                refused(file, "line " + table.line(money + " "), money + " moves money");
            }
        }

        @Test
        void aCellThatIsNotWhatItShouldBeIsRefused() {
            Path file = table.cell("waiting", "weight", "heavy");
            refused(file, "line " + table.line("waiting"), "'heavy' in column weight");
            file = table.cell("waiting", "tier", "half-paid");
            refused(file, "line " + table.line("waiting"), "'half-paid' in column tier");
            file = table.cell("waiting", "live", "perhaps");
            refused(file, "line " + table.line("waiting"), "'perhaps' in column live");
            file = table.cell("waiting", "event", "wait");
            refused(file, "line " + table.line("waiting"), "'wait' in column event");
            file = table.cell("waiting", "unsigned", "believed");
            refused(file, "line " + table.line("waiting"), "'believed' in column unsigned");
        }

        @Test
        void aMissingColumnIsRefused() {
            for (String column : List.of("tier", "rank", "weight", "live", "event", "unsigned")) {
                refused(table.withoutColumn(column), "no column " + column);
            }
        }
    }
}
