package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The database fails one statement, once, wherever that is: what was begun is done all the same, and done once. */
class StumblingLedgerIT extends Journey {

    /** What becomes of a statement. */
    enum Stumble {
        /** The transaction is undone, as one of two that wait for each other is. */
        DEADLOCK("raise exception 'deadlock' using errcode = '40P01';"),
        /** The connection is lost in the middle of it. */
        CUT("perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1);");

        private final String statement;

        Stumble(String statement) {
            this.statement = statement;
        }
    }

    private String broken;

    /** @param turn how many rows of this order are written before the one that fails */
    private void stumble(Stumble stumble, String event, String order, int turn) {
        broken = event.replaceAll(".* ", "");
        String whose = Map.of("operation", "operation_id", "payment_event", "reference", "webhook_inbox", "reference")
                .getOrDefault(broken, "erp_order_id");
        sql("create sequence stumbles");
        sql("create function stumble() returns trigger language plpgsql as $$ begin if nextval('stumbles') = " + turn + " then "
                + stumble.statement + " end if; return new; end $$");
        sql("create trigger stumble before " + event + " for each row when (new." + whose + " like '%" + order + "-%' or new." + whose + " = '"
                + order + "') execute function stumble()");
    }

    @AfterEach
    void repair() {
        assertThat(value("select is_called from stumbles")).as("it has stumbled").isEqualTo("t");
        sql("drop trigger stumble on " + broken);
        sql("drop function stumble()");
        sql("drop sequence stumbles");
    }

    static Stream<Arguments> rowsOfALife() {
        Map<String, Integer> rows = Map.of("insert on customer_order", 1, "insert on checkout", 1, "update on checkout", 4, "insert on operation", 1,
                "insert on payment_event", 2, "insert on effect", 5, "update on effect", 6, "insert on webhook_inbox", 1, "update on webhook_inbox", 1);
        return rows.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(row -> IntStream.rangeClosed(1, row.getValue())
                .mapToObj(turn -> arguments(row.getKey(), turn)));
    }

    @ParameterizedTest(name = "{0}, row {1}")
    @MethodSource("rowsOfALife")
    void aLifeGoesOnAfterADeadlock(String event, int turn) {
        aLifeGoesOn(Stumble.DEADLOCK, event, turn);
    }

    @ParameterizedTest(name = "{0}, row {1}")
    @MethodSource("rowsOfALife")
    @Tag("nightly")
    void aLifeGoesOnWithoutItsConnection(String event, int turn) {
        aLifeGoesOn(Stumble.CUT, event, turn);
    }

    private void aLifeGoesOn(Stumble stumble, String event, int turn) {
        String orderId = newOrderId();
        stumble(stumble, event, orderId, turn);
        String reference = stored(order(orderId));
        awaitState(reference, "OPEN");
        awaitStock(reference, "reserve");
        assertThat(platform.created(reference)).isEqualTo(1);

        JsonNode paid = platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1));
        await().atMost(SOON).until(() -> tell(reference, paid).status() == 200);

        awaitState(reference, "PAID");
        awaitStock(reference, "reserve", "commit");
        awaitFinance(reference, "receipt");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(mails("mariajose.pena@example.com", orderId)).hasSize(1);
            assertThat(mails("merchant@shop.example", orderId)).hasSize(1);
            assertThat(show(orderId).json().path("effects")).allSatisfy(effect -> assertThat(effect.path("state").asText()).isEqualTo("DELIVERED"));
        });
        assertThat(show(orderId).json().path("checkouts")).hasSize(1);
        assertThat(value("select count(*) from webhook_inbox where reference = '" + reference + "'")).isEqualTo("1");
    }

    /** Sends an order until it is acknowledged. Gives its reference. */
    private String stored(ObjectNode order) {
        Reply reply = await().atMost(SOON).until(() -> send(order), answer -> answer.status() != 503);
        assertThat(reply.status()).as(reply.body()).isIn(200, 201, 202);
        assertThat(show(order.path("orderId").asText()).status()).as("what was acknowledged is there").isEqualTo(200);
        return reply.json().path("reference").asText();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedOrderTakesThePlaceOfTheOldOne(Stumble stumble) {
        String orderId = newOrderId();
        String old = open(order(orderId));
        stumble(stumble, "insert on checkout", orderId, 1);
        ObjectNode changed = order(orderId);
        changed.put("shipping", "3301.74").put("total", "18550.50");
        String fresh = stored(changed);
        awaitState(fresh, "OPEN");
        assertThat(state(old)).isEqualTo("SUPERSEDED");
        awaitStock(old, "reserve", "release");
        awaitStock(fresh, "reserve");
        assertThat(platform.checkout(fresh).request().path("total").decimalValue()).isEqualByComparingTo("18550.50");
    }

    @ParameterizedTest
    @EnumSource
    void anOrderOfAFileIsNotLost(Stumble stumble) throws Exception {
        String orderId = newOrderId();
        stumble(stumble, "insert on checkout", orderId, 1);
        Path inbox = Files.createDirectories(Path.of(world.configuration.get("bridge.data-dir"), "orders", "in"));
        Path part = inbox.resolve(orderId + ".part");
        Files.writeString(part, order(orderId).toString(), StandardCharsets.UTF_8);
        Files.move(part, inbox.resolve(orderId + ".json"));
        await().atMost(SOON).until(() -> Files.exists(inbox.resolveSibling("done").resolve(orderId + ".json")));
        awaitState(orderId + "-A1", "OPEN");
        awaitStock(orderId + "-A1", "reserve");
    }
}
