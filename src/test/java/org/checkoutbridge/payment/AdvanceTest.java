package org.checkoutbridge.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateways;
import org.junit.jupiter.api.Test;

/** Events that are decided together end as they would one by one. */
class AdvanceTest {

    private static final MoneyCheck MONEY = new MoneyCheck();
    private static final Payments PAYMENTS = new Payments("config/payments",
            new Gateways(List.of(ConfiguredGateways.sugaway())), CheckoutInMemory.SCHEDULE, MONEY);

    private final CheckoutInMemory checkout = CheckoutInMemory.open();

    @Test
    void attemptsThatFailAreWrittenTogether() {
        Map<String, Object> advance = advance(Report.queried("A", "400"), Report.queried("B", "410"), Report.queried("A", "400"));
        assertThat(verdicts(advance)).containsExactly("applied", "applied", "repeat");
        assertThat(rest(advance)).isEmpty();
        assertThat(decided(advance, "operations")).extracting("operation_id").containsExactly("A", "B");
        assertThat(decided(advance, "history")).extracting("event").containsExactly("attempt-failed", "attempt-failed");
        assertThat(decided(advance, "outcomes")).hasSize(2);
        assertThat(decision(advance)).containsEntry("from", "OPEN").containsEntry("to", "OPEN").containsEntry("changes", true);
    }

    @Test
    void whatHasConsequencesEndsTheRun() {
        Map<String, Object> advance = advance(Report.queried("A", "400"), Report.queried("B", "200"), Report.queried("C", "200"));
        assertThat(verdicts(advance)).containsExactly("applied", "applied");
        assertThat(rest(advance)).hasSize(1);
        assertThat(decision(advance)).containsEntry("from", "OPEN").containsEntry("to", "PAID");
        assertThat(decided(advance, "history")).extracting("from", "to")
                .containsExactly(tuple("OPEN", "OPEN"), tuple("OPEN", "PAID"));
    }

    @Test
    void theEndOfAQuestionIsDecidedWithThePaymentThatItFound() {
        Map<String, Object> advance = advance(Report.queried("A", "200"), Report.proven());
        assertThat(verdicts(advance)).containsExactly("applied", "vain");
        assertThat(rest(advance)).isEmpty();
        assertThat(decided(advance, "outcomes")).extracting("happened").containsExactly("paid");
        assertThat(decision(advance)).containsEntry("from", "OPEN").containsEntry("to", "PAID");
    }

    @Test
    void theEndOfAQuestionWaitsForWhatStockIsToldOfACheckoutThatIsAlive() {
        Map<String, Object> advance = advance(Report.queried("A", "100"), Report.proven());
        assertThat(verdicts(advance)).containsExactly("applied");
        assertThat(rest(advance)).hasSize(1);
    }

    @Test
    void repeatsChangeNothing() {
        checkout.learn(Report.queried("A", "400"));
        Map<String, Object> advance = advance(IntStream.range(0, 50).mapToObj(i -> Report.queried("A", "400")).toArray(Report[]::new));
        assertThat(verdicts(advance)).hasSize(50).containsOnly("repeat");
        assertThat(decision(advance)).containsEntry("changes", false);
        assertThat(decided(advance, "operations")).isEmpty();
    }

    @Test
    void claimsOfOnePaymentAskOnceAndAreNotedOnce() {
        Map<String, Object> advance = advance(Report.unsigned("A", "200"), Report.unsigned("A", "200"));
        assertThat(verdicts(advance)).containsExactly("asked", "repeat");
        assertThat(decided(advance, "operations")).extracting("claim_standing").containsExactly("paid");
    }

    @Test
    void anEntryKeepsWhatItBrought() {
        Map<String, Object> advance = PAYMENTS.advance(Json.document(checkout.checkout()), Map.of("operations", List.of()),
                List.of(Map.of("id", 7, "event", Report.queried("A", "400").fields())));
        assertThat(advance.get("verdicts")).isEqualTo(List.of(Map.of("id", 7, "verdict", "applied", "ask", false)));
    }

    private Map<String, Object> advance(Report... reports) {
        return PAYMENTS.advance(Json.document(checkout.checkout()), Map.of("operations", checkout.operations()),
                Arrays.stream(reports).map(report -> Map.<String, Object>of("event", report.fields())).toList());
    }

    private static List<Object> verdicts(Map<String, Object> advance) {
        return ((List<?>) advance.get("verdicts")).stream().<Object>map(verdict -> ((Map<?, ?>) verdict).get("verdict")).toList();
    }

    private static List<?> rest(Map<String, Object> advance) {
        return (List<?>) advance.get("rest");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> decision(Map<String, Object> advance) {
        return (Map<String, Object>) advance.get("decision");
    }

    private static List<?> decided(Map<String, Object> advance, String what) {
        return (List<?>) decision(advance).get(what);
    }
}
