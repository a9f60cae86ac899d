package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.checkoutbridge.standin.StandInServer.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ERP is down, lies, or refuses while effects are delivered. */
class ErpTroubleIT extends Journey {

    private List<Call> attempts(String reference, String path) {
        return erp.calls().stream().filter(call -> call.path().equals(path) && reference.equals(call.headers().get("x-correlation-id"))).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "html", "says-error", "success-false", "hang-up", "302", "408", "429"})
    void whatIsNotDeliveredIsTriedAgainUnderTheSameKey(String kind) {
        String orderId = newOrderId();
        AtomicInteger tries = new AtomicInteger();
        erp.behave(orderId + "-A1", call -> {
            if (!call.path().equals("/stock") || tries.incrementAndGet() > 2) {
                return null;
            }
            return switch (kind) {
                case "html" -> new Answer(200, "text/html", "<html>login</html>", Map.of());
                case "says-error" -> Answer.json(200, "{\"error\":\"no\"}");
                case "success-false" -> Answer.json(200, "{\"success\": false}");
                case "hang-up" -> Answer.hangUp();
                case "302" -> new Answer(302, null, null, Map.of("Location", "/elsewhere"));
                default -> Answer.json(Integer.parseInt(kind), "{}");
            };
        });
        String reference = open(order(orderId));
        await().atMost(SOON).untilAsserted(() -> assertThat(show(orderId).json().at("/effects/0/state").asText()).isEqualTo("DELIVERED"));
        List<Call> calls = attempts(reference, "/stock");
        assertThat(calls).hasSize(3);
        assertThat(calls).extracting(call -> call.headers().get("idempotency-key")).containsOnly(calls.get(0).headers().get("idempotency-key"));
        assertThat(calls).extracting(Call::body).containsOnly(calls.get(0).body());
        assertThat(calls.get(0).headers().get("authorization")).isEqualTo("Bearer journey-erp-token");
    }

    @Test
    void anEmptyAnswerIsADelivery() {
        String orderId = newOrderId();
        erp.behave(orderId + "-A1", call -> new Answer(204, null, null, Map.of()));
        String reference = open(order(orderId));
        await().atMost(SOON).untilAsserted(() -> assertThat(show(orderId).json().at("/effects/0/state").asText()).isEqualTo("DELIVERED"));
        assertThat(attempts(reference, "/stock")).hasSize(1);
    }

    @Test
    void aRefusalIsDeadAndLetsTheLaterOnesPass() {
        String orderId = newOrderId();
        erp.behave(orderId + "-A1", call -> call.body().contains("\"reserve\"") ? Answer.json(400, "{\"error\":\"no such sku\"}") : null);
        String reference = open(order(orderId));
        await().atMost(SOON).untilAsserted(() -> assertThat(show(orderId).json().at("/effects/0/state").asText()).isEqualTo("DEAD"));
        await().atMost(SOON).untilAsserted(() -> assertThat(exceptions(reference)).containsExactly("erp-refused"));
        tell(reference, platform.happen(reference, "dead" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).endsWith("commit"));
        assertThat(attempts(reference, "/stock").stream().filter(call -> call.body().contains("\"reserve\""))).hasSize(1);
    }

    @Test
    void effectsOfOneReferenceArriveInOrder() {
        String orderId = newOrderId();
        AtomicInteger tries = new AtomicInteger();
        erp.behave(orderId + "-A1", call -> call.path().equals("/stock") && tries.incrementAndGet() <= 3 ? Answer.json(500, "{}") : null);
        String reference = open(order(orderId));
        tell(reference, platform.happen(reference, "ord" + reference, "200", "card", "18450.50", at(1)));
        awaitState(reference, "PAID");
        await().atMost(SOON).untilAsserted(() -> assertThat(stock(reference)).containsExactly("reserve", "commit"));
        List<Call> calls = attempts(reference, "/stock");
        assertThat(calls.subList(0, 4)).allMatch(call -> call.body().contains("\"reserve\""));
    }

    /** An answer that takes longer than the lease: another replica has carried the effect meanwhile, and the ERP took it from that one. */
    @ParameterizedTest
    @ValueSource(ints = {422, 500, 401})
    void anAnswerThatComesTooLateUndoesNoDelivery(int status) {
        String orderId = newOrderId();
        String reference = orderId + "-A1";
        AtomicBoolean late = new AtomicBoolean();
        erp.behave(reference, call -> {
            sql("update effect set state = 'DELIVERED', delivered_at = now() where reference = '" + reference + "'");
            late.set(true);
            return Answer.json(status, "{}");
        });
        open(order(orderId));
        await().atMost(SOON).untilTrue(late);
        erp.behave(reference, call -> null);
        tell(reference, platform.happen(reference, "l" + reference, "200", "card", "18450.50", at(1)));
        awaitFinance(reference, "receipt");
        assertThat(show(orderId).json().at("/effects/0/state").asText()).isEqualTo("DELIVERED");
        assertThat(value("select count(*) from payment_exception where reference = '" + reference + "'")).isEqualTo("0");
    }
}
