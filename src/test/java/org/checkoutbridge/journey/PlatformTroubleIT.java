package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform is slow, down, or lies while a checkout is created. */
class PlatformTroubleIT extends Journey {

    private JsonNode verdict(String reference) {
        await().atMost(SOON).untilAsserted(() -> assertThat(erp.told("/orders", reference)).hasSize(1));
        return erp.told("/orders", reference).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "hang-up", "garbage", "half-yes", "html", "502"})
    void anUnclearAnswerIsSettledByAskingAndCreatingAgain(String kind) {
        String orderId = newOrderId();
        AtomicInteger tries = new AtomicInteger();
        platform.behave(orderId, call -> {
            if (!call.path().equals("/p/checkout") || tries.incrementAndGet() > 1) {
                return null;
            }
            return switch (kind) {
                case "500" -> Answer.json(500, "{\"result\":false,\"error\":\"?\"}");
                case "502" -> new Answer(502, "text/html", "<h1>Bad gateway</h1>", Map.of());
                case "garbage" -> Answer.json(200, "{{{");
                case "half-yes" -> Answer.json(200, "{\"result\":true,\"data\":{}}");
                case "html" -> new Answer(200, "text/html", "<h1>OK</h1>", Map.of());
                default -> {
                    platform.usual(call); // created, but the answer is lost
                    yield Answer.hangUp();
                }
            };
        });
        Reply reply = send(order(orderId));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        assertThat(reply.json().path("state").asText()).isEqualTo("CREATE_UNKNOWN");
        assertThat(reply.json().path("payUrl").isNull()).isTrue();
        assertThat(reply.headers().firstValue("Location")).contains("/erp/orders/" + orderId);
        String reference = reply.json().path("reference").asText();

        awaitState(reference, "OPEN");
        assertThat(platform.calls()).anyMatch(call -> call.path().endsWith("/coupons/" + reference));
        assertThat(verdict(reference).path("state").asText()).isEqualTo("OPEN");
        assertThat(verdict(reference).path("payUrl").asText()).contains("/pay/" + reference);
        awaitStock(reference, "reserve");
        Reply same = send(order(orderId));
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().path("reference").asText()).isEqualTo(reference);
    }

    @Test
    void aLostAnswerWhoseCheckoutWasPaidIsPaid() {
        String orderId = newOrderId();
        platform.behave(orderId, call -> {
            if (!call.path().equals("/p/checkout")) {
                return null;
            }
            platform.usual(call);
            platform.happen(orderId + "-A1", "lost" + orderId, "200", "card", "18450.50", at(1));
            return Answer.hangUp();
        });
        String reference = send(order(orderId)).json().path("reference").asText();
        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        assertThat(platform.created(reference)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "400", "422"})
    void aRefusalIsTheOrdersFault(String kind) {
        String orderId = newOrderId();
        platform.behave(orderId, call -> Answer.json(Integer.parseInt(kind), "{\"result\":false,\"code\":\"MRPERR\",\"error\":\"Faltan datos\"}"));
        Reply reply = send(order(orderId));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("MRPERR");
        assertThat(show(orderId).json().path("state").asText()).isEqualTo("REJECTED");

        platform.behaveAsUsual(orderId);
        Reply again = send(order(orderId));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("reference").asText()).endsWith("-A2");
    }

    @Test
    void credentialsThatAreRefusedAreAnAlarmAndNotTheOrdersFault() {
        String orderId = newOrderId();
        AtomicInteger tries = new AtomicInteger();
        platform.behave(orderId, call -> call.path().equals("/p/checkout") && tries.incrementAndGet() == 1
                ? Answer.json(401, "{\"result\":false,\"code\":\"UCAKR\",\"error\":\"?\"}") : null);
        Reply reply = send(order(orderId));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("state").asText()).isEqualTo("CREATING");
        awaitState(reply.json().path("reference").asText(), "OPEN");
    }

    @Test
    void aPlatformThatWantsToBeLeftAloneIsLeftAlone() {
        String orderId = newOrderId();
        AtomicInteger tries = new AtomicInteger();
        platform.behave(orderId, call -> call.path().equals("/p/checkout") && tries.incrementAndGet() == 1
                ? new Answer(429, "application/json", "{\"result\":false}", Map.of("Retry-After", "4")) : null);
        Reply reply = send(order(orderId));
        assertThat(reply.status()).isEqualTo(202);
        String reference = reply.json().path("reference").asText();
        assertThat(value("select next_check_at > now() + interval '2 seconds' from checkout where reference = '" + reference + "'"))
                .isEqualTo("t");
        awaitState(reference, "OPEN");
    }

    @Test
    void aSlowPlatformIsNotWaitedForLongerThanTheErpWants() {
        String orderId = newOrderId();
        platform.behave(orderId, call -> {
            if (call.path().equals("/p/checkout")) {
                pause(3_000);
            }
            return null;
        });
        long before = System.nanoTime();
        Reply reply = send(order(orderId));
        assertThat(reply.status()).isEqualTo(202);
        assertThat((System.nanoTime() - before) / 1_000_000).isBetween(1_500L, 2_900L);
        String reference = reply.json().path("reference").asText();
        awaitState(reference, "OPEN");
        assertThat(verdict(reference).path("state").asText()).isEqualTo("OPEN");
        assertThat(platform.created(reference)).isEqualTo(1);
    }

    /** The platform's answer is being written down, and waits for whoever promises the ERP a verdict. */
    @Test
    void aVerdictThatIsPromisedMeanwhileIsTold() throws Exception {
        String orderId = newOrderId();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch promised = new CountDownLatch(1);
        platform.behave(orderId, call -> {
            if (call.path().equals("/p/checkout")) {
                asked.countDown();
                quietly(() -> promised.await(10, TimeUnit.SECONDS));
            }
            return null;
        });
        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> send(order(orderId)));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        try (Connection promise = world.ledger(); Statement statement = promise.createStatement()) {
            promise.setAutoCommit(false);
            statement.execute("select from checkout where erp_order_id = '" + orderId + "' for update");
            statement.execute("update customer_order set verdict_due = true where erp_order_id = '" + orderId + "'");
            promised.countDown();
            await().atMost(SOON).until(() -> "t".equals(value("select exists (select 1 from pg_stat_activity "
                    + "where wait_event_type = 'Lock' and query like '%paid_elsewhere%' and pid <> pg_backend_pid())")));
            promise.commit();
        }
        String reference = reply.join().json().path("reference").asText();
        awaitState(reference, "OPEN");
        assertThat(verdict(reference).path("state").asText()).isEqualTo("OPEN");
    }

    /** A neighbour that takes its time; nothing waits for it but the call itself. */
    private static void pause(long millis) {
        try {
            new java.util.concurrent.CountDownLatch(1).await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
