package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money rule 7, and what else is different at a platform that cannot be asked and whose messages are signed. */
class MoneyRule7Test {

    private static final Duration HOLD = Duration.ofHours(48);
    private static final Duration GRACE = Duration.ofMinutes(2);
    private static final PaymentRules RULES = CheckoutInMemory.rules(Path.of("config/gateways/pagoseguro/status-codes.csv"), "0",
            new Holds(Duration.ofDays(2), Duration.ZERO, HOLD));

    private static CheckoutInMemory open(boolean served) {
        CheckoutInMemory checkout = new CheckoutInMemory(RULES);
        checkout.learn(Report.of("opened").with("source", "creation").with("checkout_url", "https://bridge.example/pay"));
        return checkout.having("unanswered", served);
    }

    /** A signed message: neither its id nor a time is covered. */
    private static Report signed(String id, String state) {
        return Report.queried(id, state).with("source", "webhook").with("evidence", "signed").with("checkout_total", "100.00").with("doubtful_id", true);
    }

    @Test
    void theClockReleasesWhatWasNeverServed() {
        CheckoutInMemory checkout = open(false).passToExpiry();
        checkout.learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
        assertThat(checkout.stock()).containsExactly("reserve", "release");
        assertThat(checkout.openExceptions()).isEmpty();
    }

    @Test
    void notBeforeItsEnd() {
        CheckoutInMemory checkout = open(false);
        checkout.learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
    }

    @Test
    void whatWasServedIsHeldUntilTheHoldEnds() {
        CheckoutInMemory checkout = open(true).passToExpiry().pass(GRACE);
        checkout.learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        assertThat(checkout.openExceptions()).containsExactly("unanswered");
        assertThat(checkout.untilNextQuestion()).isEqualTo(HOLD.minus(GRACE));
        assertThat(checkout.stock()).containsExactly("reserve", "extend");

        checkout.pass(HOLD.minus(GRACE)).learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.EXPIRED);
        assertThat(checkout.stock()).endsWith("release");
        assertThat(checkout.openExceptions()).as("a person should still look").containsExactly("unanswered");
    }

    @Test
    void aPaymentEndsTheException() {
        CheckoutInMemory checkout = open(true).passToExpiry().pass(GRACE);
        checkout.learn(Report.notAsked());
        checkout.learn(signed("1", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        assertThat(checkout.openExceptions()).isEmpty();
    }

    @Test
    void whatIsPendingIsReleasedByNoClock() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "pending"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.WAITING);
        checkout.passToExpiry().pass(GRACE).learn(Report.notAsked());
        checkout.pass(HOLD).learn(Report.notAsked());
        checkout.pass(HOLD).learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.WAITING);
        assertThat(checkout.stock()).doesNotContain("release");
        assertThat(checkout.openExceptions()).containsExactly("unanswered");
    }

    @Test
    void aClaimBlocksTheRelease() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved").unsigned());
        assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        for (int i = 0; i < 8; i++) {
            checkout.learn(Report.notAsked());
        }
        assertThat(checkout.openExceptions()).containsExactly("unconfirmed");
        checkout.passToExpiry().pass(HOLD).learn(Report.notAsked());
        assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        checkout.learn(signed("1", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "superseded"})
    void theErpEndsOnlyWhatWasNeverServed(String event) {
        CheckoutInMemory never = open(false);
        never.learn(Report.of(event).with("source", "erp").with("proven", false));
        assertThat(never.stock()).containsExactly("reserve", "release");
        CheckoutInMemory served = open(true);
        served.learn(Report.of(event).with("source", "erp").with("proven", false));
        assertThat(served.state()).isEqualTo(CheckoutState.OPEN);
        assertThat(served.stock()).containsExactly("reserve");
    }

    @Test
    void aSecondApprovalUnderAnIdThatNobodySignedBooksNothing() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved"));
        checkout.learn(signed("2", "approved"));
        checkout.learn(signed("2", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception second-payment");
    }

    @Test
    void aReplayAfterTheMoneyWentBackDoesNotPayAgain() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved"));
        checkout.learn(Report.queried("1", "reversed").with("source", "report"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
        checkout.learn(signed("1", "approved"));
        checkout.learn(signed("2", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.REFUNDED);
        assertThat(checkout.finance()).filteredOn(effect -> effect.startsWith("receipt")).hasSize(1);
    }

    @Test
    void theOrderOfArrivalDoesNotCount() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved"));
        checkout.learn(signed("1", "pending"));
        checkout.learn(signed("1", "declined"));
        checkout.learn(signed("0", "declined"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        assertThat(checkout.finance()).containsExactly("receipt 100.00");
        assertThat(checkout.openExceptions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "pending", "declined"})
    void anotherAmountIsForAPersonWhateverIsSaid(String state) {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", state).with("checkout_total", "99.00").total("99.00"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.REVIEW);
        assertThat(checkout.openExceptions()).containsExactly("amount-mismatch");
        assertThat(checkout.stock()).containsExactly("reserve");
    }

    @Test
    void aMessageOfAnotherPlatformIsAboutNothing() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved").with("gateway", "andes"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
        assertThat(checkout.operations()).isEmpty();
    }

    /** A genuine message is kept by the buyer, and brought again with other ids. */
    @Nested
    class UnderIdsThatNobodySigned {

        @Test
        void whatIsPendingIsToldOnce() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "pending"));
            assertThat(checkout.learn(signed("2", "pending")).verdict()).isEqualTo("repeat");
            checkout.learn(signed("1", "approved"));
            assertThat(checkout.learn(signed("3", "pending")).changes()).isFalse();
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.operations()).hasSize(1);
            assertThat(checkout.finance()).containsExactly("receivable 100.00", "receipt 100.00");
        }

        @Test
        void whatWasDeclinedDoesNotWaitAgain() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "pending"));
            checkout.learn(signed("1", "declined"));
            checkout.learn(signed("2", "pending"));
            checkout.learn(signed("3", "declined"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.OPEN);
            assertThat(checkout.operations()).hasSize(1);
        }

        @Test
        void nothingWaitsWhenItIsPaid() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "approved"));
            checkout.learn(signed("2", "pending"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
            assertThat(checkout.finance()).containsExactly("receipt 100.00");
        }

        @Test
        void aSecondApprovalIsForAPersonOnce() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "approved"));
            checkout.learn(signed("2", "approved"));
            checkout.learn(signed("3", "approved"));
            assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception second-payment");
            assertThat(checkout.operations()).hasSize(2);
        }

        @Test
        void whatWasDisputedDoesNotKeepTheRightAmountOut() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "approved").with("checkout_total", "99.00").total("99.00"));
            checkout.learn(signed("2", "approved").with("checkout_total", "99.00").total("99.00"));
            assertThat(checkout.finance()).containsExactly("exception amount-mismatch");
            checkout.learn(signed("3", "approved"));
            assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        }

        @Test
        void oneClaimIsEnough() {
            CheckoutInMemory checkout = open(true);
            checkout.learn(signed("1", "approved").unsigned());
            assertThat(checkout.learn(signed("2", "approved").unsigned()).verdict()).isEqualTo("repeat");
            assertThat(checkout.operations()).hasSize(1);
        }
    }

    /** A row of the platform's own list: its ids are true. */
    private static Report listed(String id, String state) {
        return Report.queried(id, state).with("source", "report").with("checkout_total", "100.00");
    }

    @Test
    void aReportDoesNotBookTheSameMoneyUnderItsTrueId() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("altered", "approved"));
        checkout.learn(listed("1", "approved"));
        checkout.learn(listed("1", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        assertThat(checkout.finance()).containsExactly("receipt 100.00", "exception second-payment");
    }

    @Test
    void aReportThatHasTheFirstIdBooksASecondPayment() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed("1", "approved"));
        assertThat(checkout.learn(listed("1", "approved")).outcomes()).isEmpty();
        checkout.learn(listed("2", "approved"));
        assertThat(checkout.finance()).filteredOn(effect -> effect.startsWith("receipt")).hasSize(2);
        assertThat(checkout.openExceptions()).containsExactly("second-payment");
    }

    @Test
    void aReportAnswersAClaimWhoseIdIsOnlyTheReference() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed(Report.REFERENCE, "approved").unsigned());
        checkout.learn(listed("1", "approved"));
        assertThat(checkout.state()).isEqualTo(CheckoutState.PAID);
        assertThat(checkout.operations()).noneMatch(Operation::claimed);
        assertThat(checkout.finance()).containsExactly("receipt 100.00");
        checkout.learn(listed("1", "approved"));
        assertThat(checkout.learn(signed(Report.REFERENCE, "approved").unsigned()).verdict()).isEqualTo("repeat");
        assertThat(checkout.finance()).containsExactly("receipt 100.00");
    }

    @Test
    void aReportOfARefusalDoesNotAnswerAClaimOfPayment() {
        CheckoutInMemory checkout = open(true);
        checkout.learn(signed(Report.REFERENCE, "approved").unsigned());
        checkout.learn(listed("1", "declined"));
        assertThat(checkout.operations()).anyMatch(Operation::claimed);
    }
}
