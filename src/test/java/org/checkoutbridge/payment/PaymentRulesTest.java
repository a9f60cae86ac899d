package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.checkoutbridge.document.BrokenTable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The money rules of the architecture, by their numbers, with the tables as they are shipped. Rule 7 is about a platform that cannot be
 * asked, and has no rules here yet.
 */
class PaymentRulesTest {

    private static CheckoutInMemory paid() {
        CheckoutInMemory checkout = CheckoutInMemory.open();
        checkout.learn(Report.queried("pay", "200").at(1));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        return checkout;
    }

    /** What a person says, and how far it is believed (rules 4, 7 and 8). */
    @Nested
    class Person {

        private static Report ruled(String operation, String ruling, String total) {
            return Report.of("ruled").with("source", "operator").with("evidence", "operator").with("operation_id", operation).with("ruling", ruling)
                    .with("total", total).with("actor", "ana").with("about", ruling).with("reason", "seen in the portal").at(500);
        }

        private static CheckoutInMemory inReview() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("odd", "777").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            return checkout;
        }

        @Test
        void aPersonMaySayThatItIsPaidWithThePlatformsOwnAmount() {
            CheckoutInMemory checkout = inReview();
            assertThat(checkout.learn(ruled("odd", "paid", "99.00")).verdict()).isEqualTo("refused");
            assertThat(checkout.learn(ruled("odd", "paid", null)).verdict()).isEqualTo("refused");
            assertThat(checkout.learn(ruled("another", "paid", "100.00")).verdict()).isEqualTo("refused");
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.learn(ruled("odd", "paid", "100.00")).verdict()).isEqualTo("applied");
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
            assertThat(checkout.learn(Report.queried("odd", "777").at(1)).verdict()).as("the same odd word again").isEqualTo("repeat");
            assertThat(checkout.learn(Report.queried("odd", "602").at(900)).verdict()).as("another word counts").isEqualTo("applied");
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
        }

        @Test
        void whatIsRuledOutIsReleasedByTheQuestionOnly() {
            CheckoutInMemory checkout = inReview();
            checkout.passToExpiry();
            assertThat(checkout.learn(ruled("odd", "failed", null)).verdict()).isEqualTo("applied");
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            checkout.learn(Report.notAsked());
            assertThat(checkout.stock()).containsExactly("reserve");
            assertThat(checkout.question(Report.proven(), Report.queried("odd", "777").at(1)).to()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.stock()).containsExactly("reserve", "release");
        }

        @Test
        void whatThePlatformConfirmedAsPaidIsNotRuledOut() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("short", "200").total("90.00").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.learn(ruled("short", "failed", null)).verdict()).isEqualTo("refused");
            assertThat(checkout.learn(ruled("short", "paid", "100.00")).verdict()).as("money that did not come").isEqualTo("refused");
            assertThat(checkout.learn(ruled("short", "paid", "90.00")).verdict()).isEqualTo("applied");
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effect("finance/receipt").amount()).isEqualTo("90.00");
        }

        @Test
        void aClaimThatNobodyConfirmsCanBeRuledOutAndNotIn() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("said", "200").at(1));
            assertThat(checkout.learn(ruled("said", "paid", "100.00")).verdict()).isEqualTo("refused");
            assertThat(checkout.learn(ruled("said", "failed", null)).verdict()).isEqualTo("applied");
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).containsExactly("reserve");
        }

        @Test
        void whatIsSettledIsNotRuledOn() {
            CheckoutInMemory checkout = paid();
            for (String ruling : List.of("paid", "failed")) {
                assertThat(checkout.learn(ruled("pay", ruling, "100.00")).verdict()).isEqualTo("refused");
                assertThat(checkout.learn(ruled("another", ruling, "100.00")).verdict()).isEqualTo("refused");
            }
            assertThat(CheckoutInMemory.open().learn(ruled("x", "paid", "100.00")).verdict()).as("it can be asked").isEqualTo("refused");
        }

        @Test
        void anExceptionIsSettledWhereNothingWaitsForIt() {
            Report cleared = Report.of("cleared").with("source", "operator").with("evidence", "operator").with("act", "cleared").with("actor", "ana")
                    .with("about", "x").with("reason", "seen to").with("message", "odd");
            assertThat(inReview().learn(cleared.with("code", "unknown-code")).verdict()).isEqualTo("refused");
            assertThat(inReview().learn(cleared.with("code", "erp-refused")).resolved()).hasSize(1);
            Decision settled = paid().learn(cleared.with("code", "second-payment"));
            assertThat(settled.resolved()).containsExactly(new Decision.Resolved("second-payment", "odd"));
            assertThat(settled.to()).isEqualTo(CheckoutState.PAID);
            assertThat(settled.outcomes()).isEmpty();
        }

        @Test
        void anActIsALineOfHistoryAndNothingElse() {
            CheckoutInMemory checkout = inReview();
            Decision noted = checkout.learn(Report.of("noted").with("source", "operator").with("evidence", "operator").with("act", "resent"));
            assertThat(noted.history().event()).isEqualTo("resent");
            assertThat(noted.to()).isEqualTo(CheckoutState.REVIEW);
            assertThat(noted.outcomes()).isEmpty();
            assertThat(noted.operation()).isNull();
        }
    }

    @Nested
    class Creation {

        @Test
        void whatIsOpenedIsReservedOnce() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).containsExactly("reserve");
            assertThat(checkout.checkout().expiresAt()).isEqualTo(Report.NOON.plus(CheckoutInMemory.LIFE));
            assertThat(checkout.effect("stock/reserve").facts()).containsEntry("hold_until",
                    Report.NOON.plus(CheckoutInMemory.LIFE).plus(Holds.MARGIN).toString());
        }

        @Test
        void aSecondCreationIsInVainAndItsLinkIsNotUsed() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.opened("CHK-2"));
            assertThat(checkout.checkout().platformCheckoutId()).isEqualTo("CHK-1");
            assertThat(checkout.effects("platform/")).containsExactly("delete-checkout");
            assertThat(checkout.effect("platform/delete-checkout").facts()).containsEntry("platform_checkout_id", "CHK-2");
            assertThat(checkout.stock()).containsExactly("reserve");
        }

        @Test
        void theSameAnswerTwiceReservesNothingTwice() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.opened("CHK-1"));
            assertThat(checkout.stock()).containsExactly("reserve");
            assertThat(checkout.effects("platform/")).isEmpty();
        }

        @Test
        void whatIsRefusedEndsWithItsReason() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.of("refused").with("code", "MRPERR").with("message", "Faltan parámetros"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REJECTED);
            assertThat(checkout.checkout().refusalCode()).isEqualTo("MRPERR");
            assertThat(checkout.untilNextQuestion()).isNull();
            assertThat(checkout.stock()).as("nothing was reserved, nothing is released").isEmpty();
        }

        /** A platform refuses a second checkout under a reference that is paid: the first creation's answer was lost. */
        @Test
        void aRefusalWhileAPaymentIsClaimedIsAQuestionAndNotTheEnd() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.of("unclear"));
            checkout.learn(Report.unsigned("pay", "200").at(1));
            Decision decision = checkout.learn(Report.of("refused").with("code", "SIM:REFERENCE_ALREADY_PAID"));
            assertThat(decision.to()).isEqualTo(CheckoutState.CREATE_UNKNOWN);
            assertThat(checkout.untilNextQuestion()).isZero();
            assertThat(checkout.learn(Report.proven()).createAgain()).as("it is not created again meanwhile").isFalse();
            checkout.learn(Report.queried("pay", "200").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        }

        @Test
        void anUnclearCreationIsAskedAboutByItsOwnWaitsAndThenIsForAPerson() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.of("unclear"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.CREATE_UNKNOWN);
            List<String> waits = new ArrayList<>(List.of(checkout.untilNextQuestion().toString()));
            for (int i = 0; i < 6; i++) {
                Decision decision = checkout.learn(Report.proven());
                assertThat(decision.createAgain()).as("the platform does not have it: create it again").isTrue();
                waits.add(checkout.untilNextQuestion().toString());
            }
            assertThat(waits).containsExactly("PT15S", "PT1M", "PT5M", "PT15M", "PT1H", "PT1H", "PT1H");
            assertThat(checkout.openExceptions()).containsExactly("unanswered");
            assertThat(checkout.state()).isEqualTo(CheckoutState.CREATE_UNKNOWN);
        }

        @Test
        void aCreationThatNeverLeftIsTriedAgainAndNothingIsUnclear() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.of("deferred").with("wait_seconds", 300));
            assertThat(checkout.state()).isEqualTo(CheckoutState.CREATING);
            assertThat(checkout.untilNextQuestion()).as("the platform's own wish is kept").isEqualTo(Duration.ofMinutes(5));
        }

        @Test
        void aPaymentThatOvertakesTheAnswerOpensAndPays() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.queried("pay", "200").with("platform_checkout_id", "CHK-1"));
            checkout.learn(Report.opened("CHK-1"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @Test
        void anAnswerAfterTheCancellationIsInVain() {
            CheckoutInMemory checkout = new CheckoutInMemory();
            checkout.learn(Report.proven());
            checkout.learn(Report.of("cancelled").with("source", "erp").with("proven", true));
            assertThat(checkout.state()).isEqualTo(CheckoutState.CANCELLED);
            checkout.learn(Report.opened("CHK-1"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.CANCELLED);
            assertThat(checkout.effects("platform/")).containsExactly("delete-checkout");
            assertThat(checkout.stock()).isEmpty();
        }

        @Test
        void anEventOfNoKnownKindIsAMistakeOfOurs() {
            assertThatThrownBy(() -> CheckoutInMemory.open().learn(Report.of("exploded")))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("no such event: exploded");
        }
    }

    /** A failed attempt never closes a checkout that can still be paid. */
    @Nested
    class MoneyRule1 {

        @ParameterizedTest
        @ValueSource(strings = {"400", "401", "402", "403", "410", "415", "499", "500", "599", "604"})
        void aFailedAttemptLeavesTheCheckoutOpenAndHasNoEffect(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Duration before = checkout.untilNextQuestion();
            checkout.learn(Report.unsigned("try", code).at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).containsExactly("reserve");
            assertThat(checkout.finance()).isEmpty();
            assertThat(checkout.untilNextQuestion()).isEqualTo(before);
            assertThat(checkout.history()).containsExactly("opened", "attempt-failed");
        }

        @Test
        void manyFailuresThenAPaymentIsPaidOnce() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("one", "410").at(1));
            checkout.learn(Report.unsigned("two", "604").at(2));
            checkout.learn(Report.queried("three", "200").at(3));
            checkout.learn(Report.unsigned("two", "400").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @ParameterizedTest
        @CsvSource({"2, 400, WAITING", "100, 604, IN_REVIEW", "3, 401, AUTHORIZED", "1, 402, OPEN"})
        void afterTheEndTheFailureOfWhatKeptItOpenLeadsToAQuestionAndThenToTheEnd(String open, String failed, CheckoutState state) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("op", open).at(1));
            assertThat(checkout.state()).isEqualTo(state);
            checkout.passToExpiry();
            assertThat(checkout.question(Report.proven(), Report.queried("op", open).at(1)).to()).as("it may yet be paid").isEqualTo(state);

            Decision decision = checkout.learn(Report.unsigned("op", failed).at(9_000));
            assertThat(decision.ask()).as("no expiry message will come").isTrue();
            assertThat(checkout.untilNextQuestion()).isZero();
            assertThat(checkout.state()).as("a message alone releases nothing").isEqualTo(CheckoutState.OPEN);

            checkout.question(Report.proven(), Report.queried("op", failed).at(9_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.stock()).endsWith("release");
            assertThat(checkout.all("stock/release")).hasSize(1);
        }

        @Test
        void beforeTheEndTheFailureOfACouponLeavesItOpenAndTakesTheReceivableBack() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("coupon", "2").with("type", "cash").at(1));
            Decision decision = checkout.learn(Report.unsigned("coupon", "400").with("type", "cash").at(2));
            assertThat(decision.ask()).isFalse();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.finance()).containsExactly("receivable 100.00", "void 100.00");
            assertThat(checkout.effect("finance/void").facts()).containsEntry("cancels", "receivable");
        }

        @Test
        void theFailureOfOneOfTwoCouponsLeavesTheOtherWaiting() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("one", "2").at(1));
            checkout.learn(Report.unsigned("two", "2").at(2));
            checkout.learn(Report.unsigned("one", "400").at(3));
            assertThat(checkout.state()).isEqualTo(CheckoutState.WAITING);
        }
    }

    /** Code 2 is never paid; 201 and 210 are in review; 299 to 303 are stages of what is paid; nothing unknown is silent. */
    @Nested
    class MoneyRule2 {

        @Test
        void aCouponIsNeverPaidWhoeverSaysSo() {
            for (Evidence evidence : Evidence.values()) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(Report.queried("coupon", "2").with("evidence", evidence.word()).with("type", "cash").at(1));
                assertThat(checkout.state()).isEqualTo(CheckoutState.WAITING);
                assertThat(checkout.finance()).containsExactly("receivable 100.00");
                assertThat(checkout.stock()).containsExactly("reserve", "extend");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"100", "201", "210"})
        void whatIsRetainedIsInReview(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", code).at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.IN_REVIEW);
            assertThat(checkout.finance()).isEmpty();
            assertThat(checkout.stock()).containsExactly("reserve");
        }

        @ParameterizedTest
        @ValueSource(strings = {"299", "300", "301", "302", "303"})
        void aStageOfSettlementIsNothingNewOnAPaidCheckout(String code) {
            CheckoutInMemory checkout = paid();
            List<String> before = checkout.effects("");
            Decision unsigned = checkout.learn(Report.unsigned("pay", code).at(500_000));
            assertThat(unsigned.ask()).as("nothing to ask about").isFalse();
            assertThat(unsigned.verdict()).isEqualTo("repeat");
            checkout.learn(Report.queried("pay", code).at(500_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effects("")).isEqualTo(before);
            assertThat(checkout.untilNextQuestion()).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"299", "300", "301", "302", "303"})
        void aStageOfSettlementOfWhatWasNeverPaidIsAQuestionAndAsItsAnswerPaid(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Decision unsigned = checkout.learn(Report.unsigned("pay", code).at(1));
            assertThat(unsigned.ask()).isTrue();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            checkout.learn(Report.queried("pay", code).at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @ParameterizedTest
        @ValueSource(strings = {"603", "610", "800", "777", "abc", ""})
        void anUnknownCodeIsForAPerson(String code) {
            for (Report report : List.of(Report.queried("odd", code), Report.unsigned("odd", code))) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(report.at(1));
                assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
                assertThat(checkout.openExceptions()).containsExactly("unknown-code");
                assertThat(checkout.finance()).containsExactly("exception unknown-code");
                assertThat(checkout.stock()).containsExactly("reserve");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {" 200", "200 ", " 200\n"})
        void codesAreTrimmed(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", code));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effect("finance/receipt").facts()).containsEntry("status_code", "200");
        }
    }

    /** Paid needs evidence, and the money of the order. */
    @Nested
    class MoneyRule3 {

        @Test
        void anUnsignedMessageIsAQuestionAndMovesNothing() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Decision decision = checkout.learn(Report.unsigned("pay", "200").at(1));
            assertThat(decision.verdict()).isEqualTo("asked");
            assertThat(decision.ask()).isTrue();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).containsExactly("reserve");
            assertThat(checkout.finance()).isEmpty();
            checkout.learn(Report.queried("pay", "200").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @ParameterizedTest
        @EnumSource(value = Evidence.class, names = "UNSIGNED", mode = EnumSource.Mode.EXCLUDE)
        void evidenceIsEnough(Evidence evidence) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").with("evidence", evidence.word()));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
        }

        @Test
        void whatDoesNotSayWhyItIsToBeBelievedIsNot() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").with("evidence", null));
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        }

        @Test
        void aReportAboutAnotherReferenceIsCrossedAndChangesNothing() {
            for (Report report : List.of(Report.queried("pay", "200"), Report.unsigned("pay", "200"))) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                Decision decision = checkout.learn(report.with("reference", "SO-2-A1"));
                assertThat(decision.verdict()).isEqualTo("crossed");
                assertThat(decision.ask()).isFalse();
                assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
                assertThat(checkout.operations()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({
            "currency, USD, currency-mismatch", "currency, TEST, currency-mismatch", "checkout_currency, USD, currency-mismatch",
            "checkout_total, 99.99, amount-mismatch", "checkout_total, 100.01, amount-mismatch", "total, 99.99, amount-mismatch",
            "total, 0.00, amount-mismatch", "total, -100.00, amount-mismatch", "total, , amount-mismatch"})
        void confirmedMoneyThatIsNotTheOrdersIsForAPerson(String field, String value, String reason) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Decision decision = checkout.learn(Report.queried("pay", "200").with("checkout_total", "100.00").with(field, value).at(1));
            assertThat(decision.verdict()).isEqualTo("disputed");
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.openExceptions()).containsExactly(reason);
            assertThat(checkout.finance()).containsExactly("exception " + reason);
            assertThat(checkout.stock()).as("no commit, and no release").containsExactly("reserve");
        }

        @Test
        void aDisputeIsToldOnceHoweverOftenItIsRepeated() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            for (int i = 0; i < 3; i++) {
                checkout.learn(Report.queried("pay", "200").total("99.00").at(1));
                checkout.learn(Report.proven());
            }
            assertThat(checkout.finance()).containsExactly("exception amount-mismatch");
        }

        @Test
        void aDisputeEndsWhenTheMoneyIsRightAfterAll() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").total("99.00").at(1));
            checkout.learn(Report.queried("pay", "200").total("100.00").at(2));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("exception amount-mismatch", "receipt 100.00");
            assertThat(checkout.openExceptions()).isEmpty();
        }

        /** A list of transactions has no times. */
        @Test
        void orWhenThePlatformsOwnListSaysAnotherAmountOfTheSame() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").total("1.00"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            checkout.learn(Report.queried("pay", "200").total("100.00"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("exception amount-mismatch", "receipt 100.00");
            assertThat(checkout.openExceptions()).isEmpty();
        }

        @Test
        void whatWasAcceptedIsNotUndoneByAnOddRepeat() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "301").with("currency", "USD").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @Test
        void playMoneyCountsInTestModeOnlyAndEveryEffectSaysSo() {
            CheckoutInMemory checkout = new CheckoutInMemory().having("test", true);
            checkout.learn(Report.opened("CHK-1"));
            checkout.learn(Report.queried("pay", "200").with("currency", "TEST").with("checkout_currency", "ARS"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effect("finance/receipt").facts()).containsEntry("test", true).containsEntry("currency", "ARS");
            assertThat(checkout.effect("stock/commit").facts()).containsEntry("test", true);
        }

        @Test
        void moreThanTheOrderIsAFinancialCharge() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").total("115.50"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effect("finance/receipt").facts()).containsEntry("amount", "115.50")
                    .containsEntry("order_total", "100.00").containsEntry("financial_charge", "15.50");
        }

        @ParameterizedTest
        @CsvSource({"0, 99.99, false", "0.05, 95.00, true", "0.05, 94.99, false", "0.05, 100.00, true", "0.333, 66.70, true",
            "0.333, 66.69, false"})
        void lessThanTheOrderIsADiscountUpToTheConfiguredFraction(String fraction, String total, boolean accepted) {
            CheckoutInMemory checkout = new CheckoutInMemory(fraction);
            checkout.learn(Report.opened("CHK-1"));
            checkout.learn(Report.queried("pay", "200").total(total));
            assertThat(checkout.state()).isEqualTo(accepted ? CheckoutState.PAID : CheckoutState.REVIEW);
            if (accepted) {
                assertThat(checkout.effect("finance/receipt").facts()).containsEntry("amount", total).containsEntry("financial_charge", "0.00");
            }
        }

        @Test
        void aTwoStepCaptureMayBeLessAndTheRestIsVoided() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "3").twoStep().at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.AUTHORIZED);
            checkout.learn(Report.queried("pay", "200").twoStep().total("80.00").at(60));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("authorization 100.00", "receipt 80.00", "void 20.00");
            assertThat(checkout.effect("finance/void").facts()).containsEntry("cancels", "authorization");
            assertThat(checkout.stock()).containsExactly("reserve", "extend", "commit");
        }

        @Test
        void aCaptureOfAllHasNoRestToVoid() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "3").twoStep().at(1));
            checkout.learn(Report.queried("pay", "200").twoStep().at(60));
            assertThat(checkout.finance()).containsExactly("authorization 100.00", "receipt 100.00");
        }

        @Test
        void aCaptureOfNothingIsNoPayment() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").twoStep().total("0.00").at(60));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.finance()).containsExactly("exception amount-mismatch");
        }

        @Test
        void aCaptureOfLessThatNobodySawAuthorizedHasNoRestToVoid() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "200").twoStep().total("80.00").at(60));
            assertThat(checkout.finance()).containsExactly("receipt 80.00");
        }

        @ParameterizedTest
        @CsvSource({"currency, USD", "currency, TEST", "checkout_currency, USD", "checkout_total, 1.00"})
        void anUnsignedMessageAboutOtherMoneyChangesNothingAndIsAskedAbout(String field, String value) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Decision decision = checkout.learn(Report.unsigned("coupon", "2").with(field, value));
            assertThat(decision.verdict()).isEqualTo("mismatch");
            assertThat(decision.ask()).isTrue();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.finance()).isEmpty();
            assertThat(checkout.operations()).isEmpty();
        }
    }

    /** What the platform does not confirm is asked again, then is for a person, and releases nothing meanwhile. */
    @Nested
    class MoneyRule4 {

        @Test
        void anUnconfirmedClaimIsAskedAboutByItsOwnWaitsAndThenIsForAPerson() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "200").at(1));
            List<String> waits = new ArrayList<>(List.of(checkout.untilNextQuestion().toString()));
            for (int i = 0; i < 4; i++) {
                checkout.learn(Report.proven());
                assertThat(checkout.openExceptions()).isEmpty();
                waits.add(checkout.untilNextQuestion().toString());
            }
            assertThat(waits).containsExactly("PT0S", "PT5S", "PT30S", "PT2M", "PT10M");
            checkout.learn(Report.proven());
            assertThat(checkout.openExceptions()).containsExactly("unconfirmed");
            assertThat(checkout.finance()).containsExactly("exception unconfirmed");
            assertThat(checkout.effect("finance/exception").facts()).containsEntry("operation_id", "pay").containsEntry("amount", "100.00");
            assertThat(checkout.untilNextQuestion()).as("it is asked about further, more seldom").isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void aRepeatedClaimDoesNotStartTheWaitsAnew() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            for (int i = 0; i < 6; i++) {
                checkout.learn(Report.unsigned("pay", "200").total("100.0").at(1));
                checkout.learn(Report.proven());
            }
            assertThat(checkout.openExceptions()).as("who repeats himself does not keep a person from learning of it").containsExactly("unconfirmed");
        }

        @Test
        void anUnconfirmedClaimBlocksTheReleaseEvenWhenAbsenceIsProven() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "200").at(1));
            checkout.passToExpiry().pass(Duration.ofDays(30));
            for (int i = 0; i < 20; i++) {
                checkout.learn(Report.proven());
                checkout.pass(checkout.untilNextQuestion());
            }
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).doesNotContain("release");
            assertThat(checkout.openExceptions()).contains("unconfirmed");
        }

        @Test
        void anUnconfirmedClaimBlocksTheErpsCancellationToo() {
            for (String end : List.of("cancelled", "superseded")) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(Report.unsigned("pay", "200").at(1));
                Decision decision = checkout.learn(Report.of(end).with("source", "erp").with("proven", true));
                assertThat(decision.verdict()).isEqualTo("refused");
                assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            }
        }

        @Test
        void aClaimThatIsConfirmedLateIsPaidAndItsExceptionIsAnswered() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "200").at(1));
            for (int i = 0; i < 5; i++) {
                checkout.learn(Report.proven());
            }
            assertThat(checkout.openExceptions()).containsExactly("unconfirmed");
            checkout.learn(Report.queried("pay", "200").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.openExceptions()).isEmpty();
            assertThat(checkout.untilNextQuestion()).isNull();
        }

        @Test
        void whatThePlatformSaysOtherwiseDoesNotConfirmTheClaim() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "200").at(5));
            checkout.question(Report.proven(), Report.queried("pay", "1").at(1));
            assertThat(checkout.operation("pay").claimed()).isTrue();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        }

        @Test
        void aClaimAboutTheWrongMoneyIsToldAsSuchWhenItStaysUnconfirmed() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "200").with("currency", "USD").at(1));
            for (int i = 0; i < 5; i++) {
                checkout.learn(Report.proven());
            }
            assertThat(checkout.openExceptions()).containsExactly("currency-mismatch");
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        }

        @ParameterizedTest
        @CsvSource({"602, REFUNDED", "601, VOIDED", "605, PARTIALLY_REFUNDED"})
        void aReversalIsAClaimToo(String code, CheckoutState after) {
            CheckoutInMemory checkout = paid();
            String amount = code.equals("605") ? "30.00" : "100.00";
            Decision decision = checkout.learn(Report.unsigned("pay", code).total(amount).at(9));
            assertThat(decision.ask()).isTrue();
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
            checkout.learn(Report.queried("pay", code).total(amount).at(9));
            assertThat(checkout.state()).isEqualTo(after);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund " + amount);
        }
    }

    /** Absence is proven, not assumed. */
    @Nested
    class MoneyRule5 {

        @Test
        void whatIsNoAnswerReleasesNothingHoweverLongItLasts() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            for (Report silence : List.of(Report.notAsked(), Report.of("checked").with("asked", true).with("proven", false),
                    Report.of("checked").with("asked", false).with("proven", true))) {
                for (int i = 0; i < 10; i++) {
                    checkout.pass(Duration.ofDays(1));
                    Decision decision = checkout.learn(silence);
                    assertThat(decision.verdict()).isEqualTo("vain");
                }
            }
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).doesNotContain("release");
            assertThat(checkout.openExceptions()).containsExactly("unanswered");
        }

        @Test
        void waitsGrowWhileThereIsNoAnswerAndTheLastOneRepeats() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            List<String> waits = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                checkout.learn(Report.notAsked());
                waits.add(checkout.untilNextQuestion().toString());
            }
            assertThat(waits).containsExactly("PT1M", "PT5M", "PT15M", "PT1H", "PT6H", "PT6H", "PT6H");
        }

        @Test
        void whoAsksOutOfTurnDoesNotMoveThePlan() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            checkout.learn(Report.notAsked());
            Duration planned = checkout.untilNextQuestion();
            for (int i = 0; i < 9; i++) {
                checkout.learn(Report.notAsked().with("scheduled", false));
            }
            assertThat(checkout.untilNextQuestion()).isEqualTo(planned);
            assertThat(checkout.openExceptions()).isEmpty();
        }

        @Test
        void whatIsProvenAnswersTheExceptionAndEndsIt() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            for (int i = 0; i < 9; i++) {
                checkout.learn(Report.notAsked());
            }
            checkout.learn(Report.proven());
            assertThat(checkout.openExceptions()).isEmpty();
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.stock()).endsWith("release");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "2", "3", "100", "201", "210", "777"})
        void whatMayYetBePaidIsNotReleased(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            checkout.question(Report.proven(), Report.queried("op", code).at(1));
            assertThat(checkout.state()).isNotEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.stock()).doesNotContain("release");
        }

        @Test
        void onlyProvenAbsenceLetsTheErpChangeOrCancel() {
            for (String end : List.of("cancelled", "superseded")) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                Decision refused = checkout.learn(Report.of(end).with("source", "erp").with("asked", true).with("proven", false));
                assertThat(refused.verdict()).isEqualTo("refused");
                assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
                checkout.learn(Report.of(end).with("source", "erp").with("asked", true).with("proven", true));
                assertThat(checkout.state().name()).isEqualToIgnoringCase(end);
                assertThat(checkout.stock()).containsExactly("reserve", "release");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "2", "3", "100", "200", "777"})
        void whatIsInPaymentIsNeitherChangedNorCancelled(String code) {
            for (String end : List.of("cancelled", "superseded")) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(Report.queried("op", code).at(1));
                CheckoutState before = checkout.state();
                assertThat(checkout.learn(Report.of(end).with("source", "erp").with("proven", true)).verdict()).isEqualTo("refused");
                assertThat(checkout.state()).isEqualTo(before);
                assertThat(checkout.stock()).doesNotContain("release");
            }
        }
    }

    /** An expiry message only brings the question forward; the end needs the answer, and our own clock. */
    @Nested
    class MoneyRule6 {

        @Test
        void anExpiryMessageIsAQuestionAndNothingElse() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            Decision decision = checkout.learn(Report.of("expiry-announced").unsigned());
            assertThat(decision.ask()).isTrue();
            assertThat(checkout.untilNextQuestion()).isZero();
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.stock()).containsExactly("reserve");
        }

        @Test
        void anExpiryMessageAboutAnotherCheckoutIsNoneOfOurs() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            Duration before = checkout.untilNextQuestion();
            assertThat(checkout.learn(Report.of("expiry-announced").unsigned().with("platform_checkout_id", "CHK-9")).verdict()).isEqualTo("crossed");
            assertThat(checkout.learn(Report.of("expiry-announced").unsigned().with("reference", "SO-2-A1")).verdict()).isEqualTo("crossed");
            assertThat(checkout.untilNextQuestion()).isEqualTo(before);
            assertThat(checkout.learn(Report.of("expiry-announced").unsigned().with("platform_checkout_id", "CHK-1")).ask()).isTrue();
        }

        @Test
        void anExpiryMessageForWhatIsPaidOrEndedChangesNothing() {
            CheckoutInMemory paid = paid();
            assertThat(paid.learn(Report.of("expiry-announced").unsigned()).verdict()).isEqualTo("outdated");
            assertThat(paid.state()).isEqualTo(CheckoutState.PAID);
            assertThat(paid.untilNextQuestion()).isNull();
        }

        @Test
        void beforeOurOwnEndNothingExpires() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.pass(CheckoutInMemory.LIFE.minusMillis(1));
            checkout.learn(Report.of("expiry-announced").unsigned());
            checkout.learn(Report.proven());
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.untilNextQuestion()).as("asked again when it is due").isPositive();
            checkout.pass(Duration.ofMillis(1));
            checkout.learn(Report.proven());
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.stock()).containsExactly("reserve", "release");
        }

        @Test
        void theClockAloneExpiresNothing() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.pass(Duration.ofDays(365));
            checkout.learn(Report.unsigned("try", "400"));
            checkout.learn(Report.of("expiry-announced").unsigned());
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        }
    }

    /** REVIEW is entered from unpaid states only, and left by evidence. */
    @Nested
    class MoneyRule8 {

        private CheckoutInMemory inReview() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("odd", "777").at(1));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            return checkout;
        }

        @Test
        void anUnsignedMessageDoesNotLeadOut() {
            for (String code : List.of("400", "2", "3", "100", "200", "602")) {
                CheckoutInMemory checkout = inReview();
                Decision decision = checkout.learn(Report.unsigned("odd", code).at(9));
                assertThat(decision.ask()).as(code).isTrue();
                assertThat(checkout.state()).as(code).isEqualTo(CheckoutState.REVIEW);
            }
        }

        @ParameterizedTest
        @CsvSource({"200, PAID", "400, OPEN", "2, WAITING", "3, AUTHORIZED", "100, IN_REVIEW", "602, REFUNDED", "601, VOIDED"})
        void confirmedEvidenceDoes(String code, CheckoutState state) {
            CheckoutInMemory checkout = inReview();
            checkout.learn(Report.queried("odd", code).at(9));
            assertThat(checkout.state()).isEqualTo(state);
        }

        @Test
        void anOperatorsActDoes() {
            CheckoutInMemory checkout = inReview();
            checkout.learn(Report.queried("odd", "400").with("evidence", "operator").with("source", "operator").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        }

        @Test
        void timeAloneDoesNotEvenWhenNothingIsListed() {
            CheckoutInMemory checkout = inReview();
            checkout.passToExpiry();
            checkout.learn(Report.proven());
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.stock()).doesNotContain("release");
        }

        @ParameterizedTest
        @ValueSource(strings = {"777", "603", "610"})
        void theSameTroubleOnAPaidCheckoutIsAnExceptionAndTheStateStays(String code) {
            for (Report report : List.of(Report.queried("pay", code), Report.unsigned("pay", code), Report.queried("another", code))) {
                CheckoutInMemory checkout = paid();
                checkout.learn(report.at(9));
                assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
                assertThat(checkout.openExceptions()).containsExactly("unknown-code");
                assertThat(checkout.stock()).containsExactly("reserve", "commit");
            }
        }

        @Test
        void whatWasPaidAndIsNowSaidToHaveFailedIsForAPerson() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.unsigned("pay", "400").at(9));
            assertThat(checkout.openExceptions()).as("a message may be late or forged").isEmpty();
            checkout.learn(Report.queried("pay", "400").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.openExceptions()).containsExactly("unconfirmed");
            checkout.learn(Report.queried("pay", "400").at(10));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception unconfirmed");
        }

        @Test
        void anOlderReportOfWhatWasPaidIsOnlyOutdated() {
            CheckoutInMemory checkout = paid();
            for (String code : List.of("1", "2", "3", "100", "400")) {
                assertThat(checkout.learn(Report.queried("pay", code).at(0)).verdict()).isEqualTo("outdated");
            }
            assertThat(checkout.openExceptions()).isEmpty();
        }

        @Test
        void wrongMoneyOnAPaidCheckoutLeavesItPaid() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("another", "200").with("currency", "USD").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.openExceptions()).containsExactly("currency-mismatch");
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception currency-mismatch");
        }
    }

    /** Nothing is silently stuck. That every decision leaves a next question is checked by {@link CheckoutInMemory} after each. */
    @Nested
    class MoneyRule9 {

        @Test
        void anOpenCheckoutIsAskedAboutAfterItsEnd() {
            assertThat(CheckoutInMemory.open().untilNextQuestion()).isEqualTo(CheckoutInMemory.LIFE.plusMinutes(2));
        }

        @Test
        void whereNoMessageWillComeItIsAskedAboutSooner() {
            CheckoutInMemory checkout = new CheckoutInMemory().having("webhooks_type", "none");
            checkout.learn(Report.opened("CHK-1"));
            assertThat(checkout.untilNextQuestion()).isEqualTo(Duration.ofMinutes(1));
            checkout.pass(checkout.untilNextQuestion());
            checkout.learn(Report.proven());
            assertThat(checkout.untilNextQuestion()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "3", "100", "777"})
        void whatIsUnderWayIsAskedAboutAgainAndAgain(String code) {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("op", code).at(1));
            for (int i = 0; i < 50; i++) {
                assertThat(checkout.untilNextQuestion()).isLessThanOrEqualTo(Duration.ofHours(6));
                checkout.pass(checkout.untilNextQuestion());
                checkout.question(i % 3 == 0 ? Report.notAsked() : Report.proven());
            }
        }

        @Test
        void theErpsHoldReachesBeyondTheNextQuestion() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("coupon", "2").with("type", "cash").at(1));
            for (int i = 0; i < 60; i++) {
                checkout.pass(checkout.untilNextQuestion());
                checkout.question(Report.proven(), Report.queried("coupon", "2").with("type", "cash").at(1));
                assertThat(checkout.checkout().holdUntil()).as("after %s questions", i).isAfter(checkout.checkout().nextCheckAt());
            }
        }

        @Test
        void aReviewOfHoursIsToldToTheMerchant() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("pay", "100").at(1));
            checkout.pass(Duration.ofHours(4).minusSeconds(1));
            checkout.question(Report.proven(), Report.queried("pay", "100").at(1));
            assertThat(checkout.effects("mail/")).isEmpty();
            checkout.pass(Duration.ofSeconds(1));
            checkout.question(Report.proven(), Report.queried("pay", "100").at(1));
            assertThat(checkout.effects("mail/")).containsExactly("review");
        }

        @Test
        void whatTheErpEndedIsWatchedToItsEnd() {
            for (String end : List.of("cancelled", "superseded")) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(Report.of(end).with("source", "erp").with("proven", true));
                assertThat(checkout.untilNextQuestion()).isEqualTo(CheckoutInMemory.LIFE.plusMinutes(2));
                checkout.learn(Report.notAsked());
                assertThat(checkout.untilNextQuestion()).as("an early question in vain changes nothing").isEqualTo(CheckoutInMemory.LIFE.plusMinutes(2));
                checkout.pass(checkout.untilNextQuestion());
                checkout.learn(Report.notAsked());
                assertThat(checkout.untilNextQuestion()).as("not answered: asked again").isNotNull();
                checkout.learn(Report.proven());
                assertThat(checkout.untilNextQuestion()).as("nothing was paid to the end").isNull();
            }
        }

        /** Any report, in any state, from anybody: there is always a next question, and the same always-true things hold. */
        @Test
        void nothingThatCanBeLearntLeavesACheckoutStuck() {
            for (long seed = 0; seed < 1_500; seed++) {
                Random random = new Random(seed);
                CheckoutInMemory checkout = new CheckoutInMemory().having("webhooks_type", random.nextInt(5) == 0 ? "none" : "all")
                        .having("test", random.nextInt(5) == 0).having("paid_elsewhere", random.nextInt(10) == 0);
                List<String> told = new ArrayList<>();
                try {
                    for (int i = 0; i < 25; i++) {
                        Report report = Any.report(random);
                        told.add(report.fields().toString());
                        checkout.learn(report);
                        if (random.nextInt(4) == 0) {
                            checkout.pass(Duration.ofMinutes(random.nextInt(45)));
                        }
                    }
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + ":\n" + String.join("\n", told), e);
                }
            }
        }
    }

    /** A refund's amount is this movement; children are not counted twice. */
    @Nested
    class MoneyRule10 {

        @Test
        void partsAndTheRestAreBookedByMovementUnderTheirCumulativeTotals() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "605").total("30.00").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            checkout.learn(Report.queried("pay", "605").total("45.50").at(20));
            checkout.learn(Report.queried("pay", "602").total("100.00").at(30));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 30.00", "refund 15.50", "refund 54.50");
            assertThat(checkout.all("finance/refund")).extracting(effect -> effect.facts().get("refunded_total"))
                    .containsExactly("30.00", "45.50", "100.00");
            assertThat(checkout.all("finance/refund")).extracting(CheckoutInMemory.Effect::movement)
                    .containsExactly("30.00", "45.50", "100.00");
        }

        @Test
        void aRepeatBooksNothing() {
            CheckoutInMemory checkout = paid();
            for (int i = 0; i < 3; i++) {
                checkout.learn(Report.queried("pay", "605").total("30.00").at(10));
                checkout.learn(Report.queried("pay", "605").total("30.00").at(11 + i));
                checkout.learn(Report.unsigned("pay", "605").total("30.00").at(10));
            }
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 30.00");
        }

        @Test
        void theCumulativeTotalThatAPlatformGivesIsTaken() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "605").total("100.00").with("refunded_total", "25.00").at(10));
            checkout.learn(Report.queried("pay", "605").total("100.00").with("refunded_total", "40.00").at(20));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 25.00", "refund 15.00");
        }

        @Test
        void anAnswerThatRepeatsWhatWasPaidTakesTheFigureOfTheMessageThatItConfirms() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.unsigned("pay", "605").total("30.00").at(10));
            checkout.learn(Report.queried("pay", "605").total("100.00").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 30.00");
        }

        /** All of it is no part, and nothing is none. */
        @ParameterizedTest
        @ValueSource(strings = {"100.00", "0.00"})
        void aMessageThatNamesNoPartIsNoFigure(String told) {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.unsigned("pay", "605").total(told).at(10));
            checkout.learn(Report.queried("pay", "605").total("100.00").at(10));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception amount-mismatch");
        }

        @Test
        void aPartOfWhichNobodySaysHowMuchIsForAPerson() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "605").total("100.00").at(10));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception amount-mismatch");
        }

        @Test
        void aFigureBelowWhatHasGoneBackIsForAPerson() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "605").total("50.00").at(10));
            checkout.learn(Report.queried("pay", "605").total("20.00").at(20));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 50.00", "exception amount-mismatch");
        }

        @Test
        void aPaymentOfWhichWeLearnOnlyAfterItWentBackIsBookedBothWays() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "602").at(50));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 100.00");
            assertThat(checkout.stock()).as("nothing ships").containsExactly("reserve", "release");
        }

        @Test
        void aPartThatWentBackOfWhatNobodySawPaidIsForAPerson() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("pay", "605").total("30.00").at(50));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
            assertThat(checkout.openExceptions()).contains("amount-mismatch");
            assertThat(checkout.stock()).containsExactly("reserve");
        }

        @Test
        void anOlderReportOfTheRefundedPaymentUndoesNothing() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "602").at(50));
            checkout.learn(Report.queried("pay", "605").total("30.00").at(20));
            checkout.learn(Report.queried("pay", "301").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 100.00");
        }

        @Test
        void aVoidAfterTheReceiptIsARefundAndBeforeItARelease() {
            CheckoutInMemory after = paid();
            after.learn(Report.queried("pay", "601").at(10));
            assertThat(after.state()).isEqualTo(CheckoutState.VOIDED);
            assertThat(after.finance()).containsExactly("receipt 100.00", "refund 100.00");
            assertThat(after.effect("finance/refund").facts()).containsEntry("event", "voided");
            assertThat(after.stock()).containsExactly("reserve", "commit");

            CheckoutInMemory before = CheckoutInMemory.open();
            before.learn(Report.unsigned("pay", "3").twoStep().at(1));
            before.learn(Report.queried("pay", "601").twoStep().at(10));
            assertThat(before.state()).isEqualTo(CheckoutState.VOIDED);
            assertThat(before.finance()).containsExactly("authorization 100.00", "void 100.00");
            assertThat(before.stock()).endsWith("release");
        }

        @Test
        void aReversalUnderWayChangesNothingUntilItIsMade() {
            CheckoutInMemory checkout = paid();
            assertThat(checkout.learn(Report.unsigned("pay", "600").at(10)).ask()).isTrue();
            checkout.learn(Report.queried("pay", "600").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
            checkout.learn(Report.queried("pay", "601").at(20));
            assertThat(checkout.state()).isEqualTo(CheckoutState.VOIDED);
        }

        @Test
        void aRefundedChildIsBookedAndOtherChildrenChangeNothing() {
            CheckoutInMemory checkout = paid();
            for (String code : List.of("200", "400", "2", "3", "100", "777", "301")) {
                assertThat(checkout.learn(Report.queried("CHD-1", code).total("60.00").at(5)).verdict()).isEqualTo("child");
            }
            checkout.learn(Report.queried("CHD-1", "602").total("60.00").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00");
            assertThat(checkout.effect("finance/refund").operationId()).isEqualTo("CHD-1");
            checkout.learn(Report.queried("CHD-2", "602").total("40.00").at(20));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00", "refund 40.00");
        }

        @Test
        void aChildThatIsNotRefundedNeverPaysItsCheckout() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("CHD-1", "200").total("100.00").at(5));
            checkout.learn(Report.unsigned("CHD-2", "200").total("100.00").at(5));
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.operations()).isEmpty();
        }

        @Test
        void childAndParentThatReportTheSameRefundAreBookedOnce() {
            for (boolean childFirst : new boolean[] {true, false}) {
                CheckoutInMemory checkout = paid();
                Report child = Report.queried("CHD-1", "602").total("60.00").at(10);
                Report parent = Report.queried("pay", "605").total("60.00").at(11);
                checkout.learn(childFirst ? child : parent);
                checkout.learn(childFirst ? parent : child);
                assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00");
                checkout.learn(Report.queried("pay", "602").total("100.00").at(20));
                assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00", "refund 40.00");
                assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            }
        }

        @Test
        void aChildThatDoesNotNameItsParentBelongsToWhatWasPaidAndNotToAFailedAttempt() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.unsigned("failed", "410").at(1));
            checkout.learn(Report.queried("pay", "200").at(5));
            checkout.learn(Report.queried("CHD-1", "602").total("60.00").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00");
        }

        @Test
        void aChildOfWhoseParentWeLearnLaterIsBookedThen() {
            for (String parent : new String[] {null, "pay"}) {
                CheckoutInMemory checkout = CheckoutInMemory.open();
                checkout.learn(Report.queried("CHD-1", "602").with("parent_id", parent).total("60.00").at(10));
                assertThat(checkout.openExceptions()).containsExactly("unconfirmed");
                checkout.learn(Report.queried("pay", "200").at(5));
                assertThat(checkout.state()).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
                assertThat(checkout.finance()).containsExactly("exception unconfirmed", "receipt 100.00", "refund 60.00");
            }
        }

        @Test
        void aReversalUnderWayThatWasClaimedIsAnsweredByWhatCameOfIt() {
            for (String answer : List.of("600", "601", "602")) {
                CheckoutInMemory checkout = paid();
                checkout.learn(Report.unsigned("pay", "600").at(10));
                assertThat(checkout.operation("pay").claimed()).isTrue();
                checkout.learn(Report.queried("pay", answer).at(11));
                assertThat(checkout.operation("pay").claimed()).as("claimed 600, confirmed " + answer).isFalse();
            }
        }

        @Test
        void aReversalUnderWayThatIsHeardOfAfterItsEndIsNothingNew() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "602").at(20));
            assertThat(checkout.learn(Report.unsigned("pay", "600").at(10)).verdict()).isEqualTo("repeat");
            assertThat(checkout.untilNextQuestion()).isNull();
        }

        @Test
        void whatAnUnsignedMessageOrAnAuthorizationSaidIsNotWhatWasPaid() {
            for (Report before : List.of(Report.unsigned("pay", "1"), Report.unsigned("pay", "2"), Report.queried("pay", "3").twoStep())) {
                CheckoutInMemory part = CheckoutInMemory.open();
                part.learn(before.at(1));
                part.learn(Report.queried("pay", "605").total("30.00").at(50));
                assertThat(part.state()).as("how much is left, nobody knows").isEqualTo(CheckoutState.REVIEW);
                assertThat(part.finance()).contains("exception amount-mismatch").doesNotContain("receipt 100.00");

                CheckoutInMemory all = CheckoutInMemory.open();
                all.learn(before.at(1));
                all.learn(Report.queried("pay", "602").total("115.00").at(50));
                assertThat(all.finance()).contains("receipt 115.00", "refund 115.00");
            }
        }

        @Test
        void whatWasBookedAsPaidIsNotChangedByAnotherFigure() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "301").total("115.00").at(10));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception amount-mismatch");
            checkout.learn(Report.queried("pay", "602").total("115.00").at(20));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception amount-mismatch", "refund 100.00");
        }

        @Test
        void moreThanCameInDoesNotGoBack() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("CHD-1", "602").total("60.00").at(10));
            checkout.learn(Report.queried("CHD-2", "602").total("60.00").at(20));
            assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "refund 60.00", "exception amount-mismatch", "refund 40.00");
        }

        /** No code of this platform means a chargeback; the table of another one may have one. */
        @Test
        void aChargebackIsForAPersonAndTheStateStays(@TempDir Path folder) {
            Path table = new BrokenTable(Tables.STATUS_CODES, folder).changed(text -> text + "700, charged-back, a test\n");
            CheckoutInMemory checkout = new CheckoutInMemory(CheckoutInMemory.rules(table, "0"));
            checkout.learn(Report.opened("CHK-1"));
            checkout.learn(Report.queried("pay", "200").at(1));
            checkout.learn(Report.unsigned("pay", "700").at(9));
            assertThat(checkout.openExceptions()).isEmpty();
            checkout.question(Report.proven(), Report.queried("pay", "700").at(9));
            checkout.question(Report.proven(), Report.queried("pay", "700").at(10));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.openExceptions()).containsExactly("chargeback");
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception chargeback");
            assertThat(checkout.untilNextQuestion()).isNull();
        }
    }

    /** Money that comes when, or where, nobody expects it. */
    @Nested
    class LateAndSecondMoney {

        private CheckoutInMemory expired() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.passToExpiry();
            checkout.learn(Report.proven());
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            return checkout;
        }

        @Test
        void afterTheReleaseItIsReservedAgainCommittedAndMarkedLate() {
            CheckoutInMemory checkout = expired();
            checkout.learn(Report.unsigned("late", "200").at(5_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.untilNextQuestion()).as("the claim is asked about").isZero();
            checkout.learn(Report.queried("late", "200").at(5_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "release", "reserve", "commit");
            assertThat(checkout.effect("finance/receipt").facts()).containsEntry("late", true);
        }

        @Test
        void aLateCouponDoesNotReviveTheCheckoutButIsWatched() {
            CheckoutInMemory checkout = expired();
            checkout.learn(Report.unsigned("late", "2").with("type", "cash").at(5_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
            assertThat(checkout.finance()).isEmpty();
            assertThat(checkout.untilNextQuestion()).isNotNull();
            checkout.learn(Report.queried("late", "200").with("type", "cash").at(9_000));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "release", "reserve", "commit");
        }

        @Test
        void aLateReviewHoldsNothingSoThatLateMoneyStillReserves() {
            CheckoutInMemory checkout = expired();
            checkout.learn(Report.unsigned("late", "100").at(5_000));
            assertThat(checkout.stock()).as("the order may have another checkout by now").containsExactly("reserve", "release");
            checkout.learn(Report.queried("late", "200").at(6_000));
            assertThat(checkout.stock()).containsExactly("reserve", "release", "reserve", "commit");
        }

        @Test
        void aPaymentAfterOneThatWasGivenBackUnseenIsThePayment() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.queried("one", "602").at(5));
            assertThat(checkout.stock()).containsExactly("reserve", "release");
            checkout.learn(Report.unsigned("coupon", "2").with("type", "cash").at(6));
            checkout.learn(Report.queried("two", "200").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.stock()).containsExactly("reserve", "release", "reserve", "commit");
            assertThat(checkout.openExceptions()).isEmpty();
        }

        @Test
        void aPaymentAfterOneThatWasShippedAndGivenBackIsForAPerson() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("pay", "602").at(5));
            checkout.learn(Report.queried("two", "200").at(9));
            assertThat(checkout.openExceptions()).containsExactly("second-payment");
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
        }

        @Test
        void aSecondPaymentIsBookedAndForAPersonAndMovesNoStock() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("again", "200").at(9));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "receipt 100.00", "exception second-payment");
            assertThat(checkout.stock()).containsExactly("reserve", "commit");
        }

        @Test
        void aPaymentOfAnOrderThatWasPaidElsewhereIsASecondOne() {
            CheckoutInMemory checkout = expired().having("paid_elsewhere", true);
            checkout.learn(Report.queried("late", "200").at(9));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception second-payment");
            assertThat(checkout.stock()).containsExactly("reserve", "release");
        }

        @Test
        void aPaymentOfASupersededCheckoutIsMarkedAndForAPerson() {
            CheckoutInMemory checkout = CheckoutInMemory.open();
            checkout.learn(Report.of("superseded").with("source", "erp").with("proven", true));
            checkout.learn(Report.queried("late", "200").at(9));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.effect("finance/receipt").facts()).containsEntry("superseded", true);
            assertThat(checkout.openExceptions()).containsExactly("superseded-paid");
            assertThat(checkout.stock()).as("the new checkout holds the goods").containsExactly("reserve", "release");
        }

        @Test
        void theRefundOfTheSecondPaymentLeavesTheFirstOnePaid() {
            CheckoutInMemory checkout = paid();
            checkout.learn(Report.queried("again", "200").at(9));
            checkout.learn(Report.queried("again", "602").at(20));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.all("finance/refund")).extracting(CheckoutInMemory.Effect::operationId).containsExactly("again");
        }
    }

    /** Reports come late, twice and in any order; what follows from them does not depend on it. */
    @Nested
    class OrderOfArrival {

        @Test
        void repeatsChangeNothing() {
            for (long seed = 0; seed < 1_000; seed++) {
                Random random = new Random(seed);
                CheckoutInMemory checkout = CheckoutInMemory.open();
                for (int i = 0; i < 6; i++) {
                    Report report = Any.operation(random).queried();
                    checkout.learn(report);
                    List<Operation> operations = checkout.operations();
                    List<String> effects = checkout.effects("");
                    Checkout row = checkout.checkout();
                    Decision again = checkout.learn(report);
                    assertThat(checkout.operations()).as("seed %s, repeat of %s", seed, report).isEqualTo(operations);
                    assertThat(checkout.effects("")).as("seed %s, repeat of %s", seed, report).isEqualTo(effects);
                    assertThat(checkout.checkout()).as("seed %s, repeat of %s", seed, report).isEqualTo(row);
                    assertThat(again.history()).as("seed %s, repeat of %s", seed, report).isNull();
                }
            }
        }

        /**
         * Each operation has a history at the platform. Its messages arrive in any order, any number of times, and none covers the state;
         * whenever the rules ask, the platform answers with how things stand now, and in the end everything is asked about once.
         */
        @Test
        void everyOrderOfArrivalEndsTheSame() {
            for (long seed = 0; seed < 3_000; seed++) {
                Random random = new Random(seed);
                Platform platform = Platform.any(random);
                CheckoutInMemory first = null;
                List<Report> firstOrder = null;
                for (int order = 0; order < 6; order++) {
                    List<Report> arrivals = order == 0 ? platform.messages() : platform.shuffledWithRepeats(random);
                    CheckoutInMemory checkout = CheckoutInMemory.open();
                    try {
                        for (Report arrival : arrivals) {
                            if (checkout.learn(arrival).ask()) {
                                checkout.question(Report.proven(), platform.now(random));
                            }
                        }
                        checkout.question(Report.proven(), platform.now(random));
                    } catch (AssertionError e) {
                        throw new AssertionError("seed " + seed + ", " + platform + ", arriving as " + codes(arrivals), e);
                    }
                    if (first == null) {
                        first = checkout;
                        firstOrder = arrivals;
                    }
                    assertThat(checkout.essence())
                            .as("seed %s: %s arrived as %s, then as %s", seed, platform, codes(firstOrder), codes(arrivals))
                            .isEqualTo(first.essence());
                    assertThat(checkout.state()).as("seed %s: %s arrived as %s", seed, platform, codes(arrivals)).isEqualTo(platform.state());
                }
            }
        }

        /**
         * Now the platform is asked after everything that happens there, as it is when nothing is out of order; and late, repeated and
         * overtaking messages come in between. They change nothing.
         */
        @Test
        void messagesThatComeLateOrAgainChangeNothingThatWasConfirmed() {
            for (long seed = 0; seed < 2_000; seed++) {
                Random random = new Random(seed);
                Platform platform = Platform.any(random);
                CheckoutInMemory quiet = CheckoutInMemory.open();
                CheckoutInMemory noisy = CheckoutInMemory.open();
                List<Report> happened = new ArrayList<>();
                List<String> heard = new ArrayList<>();
                try {
                    for (Report report : platform.timeline()) {
                        happened.add(report);
                        quiet.question(Report.proven(), platform.asOf(happened, random));
                        for (int messages = random.nextInt(3); messages > 0; messages--) {
                            Report message = happened.get(random.nextInt(happened.size()));
                            heard.addAll(codes(List.of(message)));
                            noisy.learn(message);
                        }
                        heard.add("?");
                        noisy.question(Report.proven(), platform.asOf(happened, random));
                    }
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ": " + platform + " heard as " + heard, e);
                }
                assertThat(noisy.essence()).as("seed %s: %s heard as %s", seed, platform, heard).isEqualTo(quiet.essence());
                assertThat(noisy.openExceptions()).as("seed %s: %s heard as %s", seed, platform, heard).isEqualTo(quiet.openExceptions());
            }
        }

        private static List<String> codes(List<Report> reports) {
            return reports.stream().map(report -> report.fields().get("operation_id") + "=" + report.fields().get("status_code")).toList();
        }
    }

    /** Anything that anybody might say. */
    private static final class Any {

        private static final List<String> CODES = List.of("0", "1", "2", "3", "4", "100", "200", "201", "210", "300", "301", "400", "401",
                "410", "500", "600", "601", "602", "603", "604", "605", "610", "777", "");
        private static final List<String> TOTALS = List.of("100.00", "100.00", "100.00", "115.00", "40.00", "99.99", "0.00");

        static Report operation(Random random) {
            String id = List.of("one", "two", "three", "CHD-1").get(random.nextInt(4));
            Report report = Report.queried(id, CODES.get(random.nextInt(CODES.size()))).total(TOTALS.get(random.nextInt(TOTALS.size())));
            report = random.nextInt(5) == 0 ? report : report.at(random.nextInt(30));
            report = random.nextInt(10) == 0 ? report.with("currency", List.of("USD", "TEST").get(random.nextInt(2))) : report;
            report = random.nextInt(12) == 0 ? report.with("total", null) : report;
            return random.nextInt(6) == 0 ? report.twoStep() : report;
        }

        static Report report(Random random) {
            return switch (random.nextInt(12)) {
                case 0 -> Report.opened("CHK-" + random.nextInt(2));
                case 1 -> Report.of("unclear");
                case 2 -> Report.of("deferred");
                case 3 -> random.nextInt(6) == 0 ? Report.of("refused").with("code", "NO") : Report.notAsked();
                case 4 -> Report.proven();
                case 5 -> Report.of("expiry-announced").unsigned();
                case 6 -> random.nextInt(6) == 0 ? Report.of("cancelled").with("proven", true) : Report.proven();
                case 7 -> random.nextInt(6) == 0 ? Report.of("superseded").with("proven", random.nextBoolean()) : Report.notAsked();
                default -> random.nextBoolean() ? operation(random) : operation(random).unsigned();
            };
        }
    }

    /** What has happened at a platform: each operation's history, by the codes that it went through. */
    private record Platform(List<List<Report>> histories) {

        private static final List<List<String>> HISTORIES = List.of(
                List.of("400"), List.of("1", "410"), List.of("200"), List.of("1", "200"), List.of("100", "200"), List.of("100", "604"),
                List.of("210", "200", "300"), List.of("3", "200"), List.of("3", "401"), List.of("200", "300", "301"), List.of("200", "602"),
                List.of("200", "600", "602"), List.of("2", "200"), List.of("2", "400"), List.of("2", "401"), List.of("200", "605", "602"),
                List.of("1", "200", "605"), List.of("2", "200", "602"), List.of("2"), List.of("3"), List.of("100"));
        /** A void ends what is not paid, for good: beside another operation that is still under way, it matters which is heard of first. */
        private static final List<List<String>> VOIDS = List.of(List.of("3", "601"), List.of("200", "601"), List.of("601"), List.of("1", "601"));
        private static final String PART = "40.00";

        static Platform any(Random random) {
            List<List<Report>> histories = new ArrayList<>();
            if (random.nextInt(10) == 0) {
                return new Platform(List.of(history("op-0", VOIDS.get(random.nextInt(VOIDS.size())), random.nextInt(20), random)));
            }
            for (int o = random.nextInt(3); o >= 0; o--) {
                histories.add(history("op-" + o, HISTORIES.get(random.nextInt(HISTORIES.size())), random.nextInt(20), random));
            }
            if (random.nextInt(4) == 0) {
                // a payment with several cards, one of which was given back
                histories.add(history("multi", List.of("1", "200"), 10, random));
                histories.add(history("CHD-multi", List.of("200", "602"), 40, random).stream()
                        .map(report -> report.total(PART).with("parent_id", "multi")).toList());
            }
            return new Platform(histories);
        }

        private static List<Report> history(String id, List<String> codes, int begin, Random random) {
            List<Report> history = new ArrayList<>();
            int second = begin;
            for (String code : codes) {
                second += 1 + random.nextInt(20);
                history.add(Report.unsigned(id, code).total(code.equals("605") ? PART : "100.00").at(second));
            }
            return history;
        }

        List<Report> messages() {
            return histories.stream().flatMap(List::stream).toList();
        }

        /** Everything in the order in which it happened. */
        List<Report> timeline() {
            return messages().stream().sorted(Comparator.comparing(report -> report.event().updated())).toList();
        }

        List<Report> shuffledWithRepeats(Random random) {
            List<Report> arrivals = new ArrayList<>(messages());
            for (int repeats = random.nextInt(3); repeats > 0; repeats--) {
                arrivals.add(arrivals.get(random.nextInt(arrivals.size())));
            }
            Collections.shuffle(arrivals, random);
            return arrivals;
        }

        /** How each operation stands now; in any order. */
        Report[] now(Random random) {
            return asOf(messages(), random);
        }

        Report[] asOf(List<Report> happened, Random random) {
            Map<Object, Report> newest = new LinkedHashMap<>();
            happened.forEach(report -> newest.put(report.fields().get("operation_id"), report.queried()));
            List<Report> answers = new ArrayList<>(newest.values());
            Collections.shuffle(answers, random);
            return answers.toArray(Report[]::new);
        }

        /**
         * The state, told by hand: money first, then what nobody can tell, then what is under way. What was never seen paid and went back
         * in part is such a thing: of how much, nobody says.
         */
        CheckoutState state() {
            List<String> codes = new ArrayList<>();
            histories.forEach(history -> codes.add((String) history.get(history.size() - 1).fields().get("status_code")));
            boolean child = histories.stream().anyMatch(history -> history.get(0).fields().get("operation_id").equals("CHD-multi"));
            if (child) {
                codes.subList(codes.size() - 2, codes.size()).clear();
            }
            return codes.stream().anyMatch(code -> List.of("200", "300", "301").contains(code)) ? CheckoutState.PAID
                    : child ? CheckoutState.PARTIALLY_REFUNDED
                    : codes.contains("602") ? CheckoutState.REFUNDED
                    : codes.contains("605") ? CheckoutState.REVIEW
                    : codes.contains("601") ? CheckoutState.VOIDED
                    : codes.contains("3") ? CheckoutState.AUTHORIZED
                    : codes.contains("100") ? CheckoutState.IN_REVIEW
                    : codes.contains("2") ? CheckoutState.WAITING : CheckoutState.OPEN;
        }

        @Override
        public String toString() {
            return histories.stream().map(history -> history.get(0).fields().get("operation_id") + " "
                    + history.stream().map(report -> report.fields().get("status_code") + "@"
                            + String.valueOf(report.fields().get("updated")).substring(14, 19)).toList()).toList().toString();
        }
    }

    /** The states that the rules call live are those that the contract lets an order's change wait for. */
    @Test
    void whatIsLiveIsNeitherPaidNorEnded() {
        assertThat(EnumSet.allOf(CheckoutState.class)).filteredOn(CheckoutState::live).containsExactly(CheckoutState.CREATING,
                CheckoutState.CREATE_UNKNOWN, CheckoutState.OPEN, CheckoutState.WAITING, CheckoutState.IN_REVIEW, CheckoutState.AUTHORIZED,
                CheckoutState.REVIEW);
    }
}
