package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkoutbridge.standin.FaultProxy;
import org.checkoutbridge.standin.FaultProxy.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The wire to one neighbour is in trouble: the others are served as fast as ever, and when the trouble is over everything is as if it had
 * never been.
 */
class NeighboursInTroubleIT extends Journey {

    /** For what does not need the one in trouble. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    /** A wire that was cut without a word is noticed only then. */
    private static final Duration HEALED = Duration.ofSeconds(45);

    private static final FaultProxy TO_PLATFORM = new FaultProxy();
    private static final FaultProxy TO_ERP = new FaultProxy();
    private static final FaultProxy TO_MAIL = new FaultProxy();

    NeighboursInTroubleIT() {
        super(Map.of("sugaway.base-url", TO_PLATFORM.url(), "erp.stock.url", TO_ERP.url() + "/stock", "erp.finance.url", TO_ERP.url() + "/finance",
                "erp.orders.url", TO_ERP.url() + "/orders", "mail.port", Integer.toString(TO_MAIL.port())));
        TO_PLATFORM.to(platform.url());
        TO_ERP.to(erp.url());
        TO_MAIL.to(world.mail.getSmtp().getPort());
    }

    @AfterEach
    void heal() {
        for (FaultProxy wire : new FaultProxy[] {TO_PLATFORM, TO_ERP, TO_MAIL}) {
            wire.behave(Manner.CARRIES);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HALF_OPEN", "DRIPS"})
    void theErp(Manner trouble) {
        theErpInTrouble(trouble);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"DOWN", "HALF_OPEN", "DRIPS", "CARRIES"})
    @Tag("nightly")
    void theErpOtherwise(Manner trouble) {
        theErpInTrouble(trouble);
    }

    private void theErpInTrouble(Manner trouble) {
        TO_ERP.behave(trouble);
        String reference = open();
        paid(reference);
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(state(reference)).isEqualTo("PAID"));
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(mails("merchant@shop.example", orderOf(reference))).hasSize(1));

        heal();
        awaitBooked(reference);
        assertThat(keys(reference)).as("keys of a reserve, a commit and a receipt").hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "RESETS"})
    void theMailServer(Manner trouble) {
        theMailServerInTrouble(trouble);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"DOWN", "RESETS", "CARRIES", "NONSENSE"})
    @Tag("nightly")
    void theMailServerOtherwise(Manner trouble) {
        theMailServerInTrouble(trouble);
    }

    private void theMailServerInTrouble(Manner trouble) {
        TO_MAIL.behave(trouble);
        String reference = open();
        paid(reference);
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(finance(reference)).containsExactly("receipt"));
        assertThat(stock(reference)).containsExactly("reserve", "commit");

        heal();
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(show(orderOf(reference)).json().path("effects")).allSatisfy(effect -> assertThat(effect.path("state").asText()).isEqualTo("DELIVERED"));
            for (String reader : new String[] {"merchant@shop.example", "mariajose.pena@example.com"}) {
                Set<String> letters = mails(reader, orderOf(reference)).stream().map(mail -> quietly(mail::getMessageID)).collect(Collectors.toSet());
                assertThat(letters).as("letters to " + reader + ", however often they were handed over").hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "HALF_OPEN", "DRIPS"})
    void thePlatform(Manner trouble) {
        thePlatformInTrouble(trouble);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"DOWN", "HALF_OPEN", "DRIPS", "CARRIES"})
    @Tag("nightly")
    void thePlatformOtherwise(Manner trouble) {
        thePlatformInTrouble(trouble);
    }

    private void thePlatformInTrouble(Manner trouble) {
        String waiting = open();
        TO_PLATFORM.behave(trouble);
        Instant sent = Instant.now();
        String orderId = newOrderId();
        Reply reply = send(order(orderId));
        assertThat(Duration.between(sent, Instant.now())).as("the ERP waits no longer than it wants").isLessThan(Duration.ofSeconds(5));
        assertThat(reply.status()).as(reply.body()).isIn(201, 202);

        // what needs no question is done meanwhile
        Reply taken = tell(waiting, platform.happen(waiting, "slip" + waiting, "2", "cash", "18450.50", at(1)));
        assertThat(taken.status()).isEqualTo(200);
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(finance(waiting)).containsExactly("receivable"));

        heal();
        String reference = reply.json().path("reference").asText();
        await().atMost(HEALED).untilAsserted(() -> assertThat(state(reference)).isEqualTo("OPEN"));
        paid(reference);
        awaitBooked(reference);
    }

    private void paid(String reference) {
        assertThat(tell(reference, platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1))).status()).isEqualTo(200);
    }

    private void awaitBooked(String reference) {
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(stock(reference)).containsExactly("reserve", "commit");
            assertThat(finance(reference)).containsExactly("receipt");
            assertThat(show(orderOf(reference)).json().path("effects")).allSatisfy(effect -> assertThat(effect.path("state").asText()).isEqualTo("DELIVERED"));
        });
    }

    private Set<String> keys(String reference) {
        return erp.calls().stream().filter(call -> reference.equals(call.headers().get("x-correlation-id")) && !call.path().equals("/orders"))
                .map(call -> call.headers().get("idempotency-key")).collect(Collectors.toSet());
    }
}
