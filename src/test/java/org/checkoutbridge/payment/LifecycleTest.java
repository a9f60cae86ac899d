package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.checkoutbridge.document.TableLoading;
import org.checkoutbridge.payment.Lifecycle.Event;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine as it is shipped, over every state and every event; and what the loading of another one refuses. */
class LifecycleTest {

    private static final Lifecycle LIFECYCLE = new Lifecycle(Tables.LIFECYCLE);

    private static final Set<CheckoutState> UNPAID_ENDS = EnumSet.of(
            CheckoutState.EXPIRED, CheckoutState.REJECTED, CheckoutState.SUPERSEDED, CheckoutState.CANCELLED, CheckoutState.VOIDED);

    /** What the fold over a checkout's operations can give. */
    private static final Set<Event> OF_OPERATIONS = EnumSet.of(Event.NOTHING, Event.WAITING, Event.IN_REVIEW, Event.AUTHORIZED,
            Event.PAID, Event.PARTLY_REFUNDED, Event.REFUNDED, Event.VOIDED, Event.UNKNOWN);

    /** What the state is called when nothing but this is true of the operations. */
    private static final Map<Event, CheckoutState> STATE_OF = new EnumMap<>(Map.of(
            Event.NOTHING, CheckoutState.OPEN,
            Event.WAITING, CheckoutState.WAITING,
            Event.IN_REVIEW, CheckoutState.IN_REVIEW,
            Event.AUTHORIZED, CheckoutState.AUTHORIZED,
            Event.PAID, CheckoutState.PAID,
            Event.PARTLY_REFUNDED, CheckoutState.PARTIALLY_REFUNDED,
            Event.REFUNDED, CheckoutState.REFUNDED,
            Event.VOIDED, CheckoutState.VOIDED,
            Event.UNKNOWN, CheckoutState.REVIEW));

    static Stream<Arguments> everyStateAndEvent() {
        return Arrays.stream(CheckoutState.values())
                .flatMap(state -> Arrays.stream(Event.values()).map(event -> Arguments.of(state, event, LIFECYCLE.next(state, event))));
    }

    @ParameterizedTest(name = "{0} x {1} = {2}")
    @MethodSource("everyStateAndEvent")
    void everyStateMeetsEveryEventAndKeepsTheLaw(CheckoutState from, Event event, CheckoutState to) {
        assertThat(to).as("the machine is total").isNotNull();
        if (from == to) {
            return;
        }
        if (!from.live()) {
            assertThat(to.live()).as("what has ended never lives again").isFalse();
        }
        if (from.paid()) {
            assertThat(to.paid() || to == CheckoutState.VOIDED).as("money that came in is not forgotten").isTrue();
        }
        if (UNPAID_ENDS.contains(from)) {
            assertThat(to.paid()).as("an unpaid end is left for nothing but money").isTrue();
        }
        switch (to) {
            case EXPIRED -> {
                assertThat(event).as("only a proven expiry expires").isEqualTo(Event.EXPIRED);
                assertThat(from).as("only what is open, and nothing else, expires").isEqualTo(CheckoutState.OPEN);
            }
            case SUPERSEDED, CANCELLED -> {
                assertThat(event.name()).as("nothing but the ERP's act does this").isEqualTo(to.name());
                assertThat(from).as("what is in payment is neither changed nor cancelled")
                        .isIn(CheckoutState.CREATING, CheckoutState.CREATE_UNKNOWN, CheckoutState.OPEN);
            }
            case REJECTED -> {
                assertThat(event).isEqualTo(Event.REFUSED);
                assertThat(from.unopened()).as("a checkout that exists was not refused").isTrue();
            }
            case CREATE_UNKNOWN -> {
                assertThat(event).isEqualTo(Event.UNCLEAR);
                assertThat(from).isEqualTo(CheckoutState.CREATING);
            }
            case REVIEW -> {
                assertThat(event).isEqualTo(Event.UNKNOWN);
                assertThat(from.paid()).as("trouble with a paid one is an exception, and its state stays").isFalse();
            }
            case OPEN -> assertThat(event).as("a checkout is open when it was opened, or when nothing is being paid any more")
                    .isIn(Event.OPENED, Event.NOTHING);
            case CREATING -> throw new AssertionError("nothing goes back to its creation: " + from + " x " + event);
            default -> assertThat(STATE_OF.get(event)).as("an event of the fold leads to the state that is called so").isEqualTo(to);
        }
    }

    static Stream<Arguments> everyLiveState() {
        return Arrays.stream(CheckoutState.values()).filter(CheckoutState::live).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("everyLiveState")
    void everyLiveStateBecomesWhatItsOperationsSay(CheckoutState state) {
        assertThat(LIFECYCLE.next(state, Event.PAID)).isEqualTo(CheckoutState.PAID);
        for (Event event : OF_OPERATIONS) {
            boolean nothingYet = event == Event.NOTHING && state.unopened();
            assertThat(LIFECYCLE.next(state, event)).as(state + " x " + event).isEqualTo(nothingYet ? state : STATE_OF.get(event));
        }
    }

    @ParameterizedTest
    @MethodSource("everyLiveState")
    void onlyWhatThePlatformHasNotYetConfirmedIsOpenedOrRefused(CheckoutState state) {
        assertThat(LIFECYCLE.next(state, Event.OPENED)).isEqualTo(state.unopened() ? CheckoutState.OPEN : state);
        assertThat(LIFECYCLE.next(state, Event.REFUSED)).isEqualTo(state.unopened() ? CheckoutState.REJECTED : state);
        assertThat(LIFECYCLE.next(state, Event.UNCLEAR)).isEqualTo(state.unopened() ? CheckoutState.CREATE_UNKNOWN : state);
    }

    @Test
    void aPaidStateFollowsTheMoneyBothWays() {
        for (CheckoutState state : EnumSet.of(CheckoutState.PAID, CheckoutState.PARTIALLY_REFUNDED, CheckoutState.REFUNDED)) {
            assertThat(LIFECYCLE.next(state, Event.PARTLY_REFUNDED)).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            assertThat(LIFECYCLE.next(state, Event.REFUNDED)).isEqualTo(CheckoutState.REFUNDED);
            for (Event event : EnumSet.of(Event.NOTHING, Event.WAITING, Event.IN_REVIEW, Event.AUTHORIZED, Event.UNKNOWN, Event.EXPIRED)) {
                assertThat(LIFECYCLE.next(state, event)).as(state + " x " + event).isEqualTo(state);
            }
        }
    }

    @Test
    void moneyReachesACheckoutThatHasEnded() {
        for (CheckoutState state : UNPAID_ENDS) {
            assertThat(LIFECYCLE.next(state, Event.PAID)).as(state + " x paid").isEqualTo(CheckoutState.PAID);
            assertThat(LIFECYCLE.next(state, Event.PARTLY_REFUNDED)).isEqualTo(CheckoutState.PARTIALLY_REFUNDED);
            assertThat(LIFECYCLE.next(state, Event.REFUNDED)).isEqualTo(CheckoutState.REFUNDED);
        }
    }

    @Test
    void theStatesAreThoseOfTheContract() {
        assertThat(Arrays.stream(CheckoutState.values()).map(Enum::name)).containsExactlyInAnyOrder("CREATING", "CREATE_UNKNOWN", "OPEN",
                "WAITING", "IN_REVIEW", "AUTHORIZED", "PAID", "EXPIRED", "VOIDED", "PARTIALLY_REFUNDED", "REFUNDED", "REJECTED",
                "SUPERSEDED", "CANCELLED", "REVIEW");
    }

    @Nested
    class Loading extends TableLoading {

        Loading() {
            super(Tables.LIFECYCLE, Lifecycle::new);
        }

        @Test
        void aStateWithoutALineIsRefused() {
            refused(table.without("WAITING"), "has no line for WAITING");
        }

        @Test
        void aWordThatIsNoStateIsRefused() {
            Path file = table.cell("OPEN", "paid", "PAYED");
            refused(file, "line " + table.line("OPEN"), "'PAYED' in column paid");
        }

        @Test
        void aLineOfAnUnknownStateIsRefused() {
            Path file = table.cell("OPEN", "state", "OPENED");
            refused(file, "line " + table.line(" OPENED"), "'OPENED' in column state");
        }

        @Test
        void anEmptyCellIsRefused() {
            Path file = table.cell("OPEN", "voided", "");
            refused(file, "line " + table.line("OPEN"), "'' in column voided");
        }

        @Test
        void aStateThatStandsTwiceIsRefused() {
            Path file = table.twice("OPEN");
            refused(file, "line " + table.line("OPEN"), "OPEN stands twice");
        }

        @Test
        void aMissingEventIsRefused() {
            Path file = table.withoutColumn("refunded");
            refused(file, "line " + table.line("state"), "no column refunded");
        }

        @Test
        void aColumnThatIsNoEventIsRefused() {
            refused(table.changed(text -> text.lines()
                    .map(line -> line.startsWith("#") ? line : line + (line.startsWith("state") ? ", payed" : ", ="))
                    .reduce("", (all, line) -> all + line + "\n")), "columns that are no event", "payed");
        }

        @Test
        void aLineThatIsTooShortIsRefused() {
            Path file = table.changed(text -> text.lines()
                    .map(line -> line.startsWith("VOIDED") ? line.substring(0, line.lastIndexOf(',')) : line)
                    .reduce("", (all, line) -> all + line + "\n"));
            refused(file, "line " + table.line("VOIDED"), "15 cells for 16 columns");
        }

        @Test
        void whatHasEndedMayNotLiveAgain() {
            for (String ended : new String[] {"EXPIRED", "CANCELLED", "SUPERSEDED", "REJECTED", "VOIDED"}) {
                Path file = table.cell(ended, "waiting", "WAITING");
                refused(file, "line " + table.line(ended), ended + " may not become WAITING");
            }
        }

        @Test
        void moneyThatCameInMayNotBeForgotten() {
            for (String paid : new String[] {"PAID", "PARTIALLY_REFUNDED", "REFUNDED"}) {
                Path file = table.cell(paid, "expired", "EXPIRED");
                refused(file, "line " + table.line(paid), paid + " may not become EXPIRED");
                Path review = table.cell(paid, "unknown", "REVIEW");
                refused(review, "line " + table.line(paid), paid + " may not become REVIEW");
            }
        }
    }
}
