package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkoutbridge.standin.StandInServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A neighbour does not want us: it has had too many requests, or our credentials have expired. Nothing is given up, the others are served
 * as fast as ever, and when the neighbour takes us again everything goes on by itself.
 */
class RefusingNeighboursIT extends Journey {

    /** For what does not need the one that refuses. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Duration HEALED = Duration.ofSeconds(45);
    private static final Duration STORM = Duration.ofSeconds(3);
    private static final String LOGIN = "shop-mail";
    private static final String PASSWORD = "mail-password";

    private final GreenMailUser mailbox;
    private final AtomicBoolean refuses = new AtomicBoolean();

    RefusingNeighboursIT() {
        super(Map.of("mail.user", LOGIN, "mail.password", PASSWORD));
        mailbox = world.mail.setUser("bridge@shop.example", LOGIN, PASSWORD);
    }

    @AfterEach
    void takeUsAgain() {
        refuses.set(false);
        erp.behave(call -> null);
        platform.behaveAsUsual("/");
        mailbox.setPassword(PASSWORD);
    }

    @Test
    void theErpsCredentialsHaveExpired() {
        theErpRefusesUs("/finance", 401);
    }

    @ParameterizedTest
    @CsvSource({"/stock, 401", "/stock, 403", "/finance, 403"})
    @Tag("nightly")
    void theErpsCredentialsHaveExpiredElsewhere(String door, int status) {
        theErpRefusesUs(door, status);
    }

    private void theErpRefusesUs(String door, int status) {
        refuses.set(true);
        List<String> refused = new CopyOnWriteArrayList<>();
        erp.behave(call -> {
            if (!call.path().equals(door) || !refuses.get()) {
                return null;
            }
            refused.add(call.headers().get("idempotency-key"));
            return Answer.json(status, "{\"error\":\"who are you?\"}");
        });
        String reference = open();
        paid(reference);
        await().atMost(AT_ONCE).untilAsserted(() -> {
            assertThat(state(reference)).isEqualTo("PAID");
            assertThat(mails("merchant@shop.example", orderOf(reference))).hasSize(1);
            assertThat(door.equals("/stock") ? finance(reference) : stock(reference)).contains(door.equals("/stock") ? "receipt" : "commit");
        });
        await().atMost(HEALED).until(() -> refused.size() >= 3); // it is tried now and then
        assertThat(value("select count(*) from effect where state = 'DEAD' and reference = '" + reference + "'")).isEqualTo("0");
        assertThat(refusals(door.substring(1))).as("for the alert").isPositive();

        refuses.set(false);
        awaitBooked(reference);
        await().atMost(HEALED).untilAsserted(() -> assertThat(value("select count(*) from destination_pause")).isEqualTo("0"));
        assertThat(exceptions(reference)).isEmpty();
    }

    @Test
    void theMailServersPasswordHasExpired() {
        mailbox.setPassword("changed");
        String reference = open();
        paid(reference);
        await().atMost(AT_ONCE).untilAsserted(() -> {
            assertThat(finance(reference)).containsExactly("receipt");
            assertThat(stock(reference)).containsExactly("reserve", "commit");
        });
        await().atMost(HEALED).untilAsserted(() -> assertThat(value("select attempts from destination_pause where destination = 'mail'")).isNotNull());
        assertThat(value("select count(*) from effect where state = 'DEAD' and reference = '" + reference + "'")).isEqualTo("0");

        mailbox.setPassword(PASSWORD);
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(mails("merchant@shop.example", orderOf(reference))).hasSize(1);
            assertThat(mails("mariajose.pena@example.com", orderOf(reference))).hasSize(1);
        });
    }

    @Test
    void thePlatformsCredentialsHaveExpired() {
        thePlatformRefusesUs(403);
    }

    @Test
    @Tag("nightly")
    void thePlatformsCredentialsAreUnknown() {
        thePlatformRefusesUs(401);
    }

    private void thePlatformRefusesUs(int status) {
        String paid = open();
        String unpaid = open();
        refuses.set(true);
        platform.behave("/", call -> refuses.get() ? Answer.json(status, "{\"result\":false,\"code\":\"UCAKR\",\"error\":\"?\"}") : null);
        Reply ordered = send(order(newOrderId()));
        assertThat(ordered.status()).as(ordered.body()).isEqualTo(202);
        paid(paid);
        letExpire(unpaid);

        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(exceptions(paid)).as("a person is told").containsExactly("unconfirmed");
            assertThat(exceptions(unpaid)).as("a person is told").containsExactly("unanswered");
        });
        assertThat(finance(paid)).as("nothing is booked that nobody confirms").doesNotContain("receipt");
        assertThat(stock(unpaid)).as("nothing is released that nobody knows to be unpaid").containsExactly("reserve");
        assertThat(refusals("sugaway")).as("for the alert").isPositive();

        refuses.set(false);
        String reference = ordered.json().path("reference").asText();
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(state(reference)).isEqualTo("OPEN");
            assertThat(stock(paid)).containsExactly("reserve", "commit");
            assertThat(finance(paid)).contains("receipt");
            assertThat(stock(unpaid)).containsExactly("reserve", "release");
            assertThat(value("select count(*) from payment_exception where closed_at is null and reference in ('" + paid + "', '" + unpaid + "')"))
                    .as("matters that evidence has settled").isEqualTo("0");
        });
    }

    @Test
    void theErpHasHadTooMuchUntilADate() {
        theErpHasHadTooMuch("date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "nothing"})
    @Tag("nightly")
    void theErpHasHadTooMuch(String says) {
        Map<String, List<Instant>> calls = new ConcurrentHashMap<>();
        erp.behave(call -> call.path().equals("/stock")
                ? tooMuch(says, calls.computeIfAbsent(call.headers().get("idempotency-key"), key -> new CopyOnWriteArrayList<>())) : null);
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            references.add(open());
        }
        await().atMost(HEALED).until(() -> calls.size() >= 10);
        String other = newOrderId();
        erp.behave(other + "-A1", call -> null); // it has room for this one
        open(order(other));
        paid(other + "-A1");
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(finance(other + "-A1")).containsExactly("receipt"));

        await().atMost(HEALED).untilAsserted(() -> assertThat(references).allSatisfy(reference ->
                assertThat(show(orderOf(reference)).json().at("/effects/0/state").asText()).isEqualTo("DELIVERED")));
        assertThat(calls.values()).allSatisfy(times -> isLeftAlone(says, times));
    }

    @Test
    void thePlatformHasHadTooManyQuestionsUntilADate() {
        thePlatformHasHadTooMany("date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "nothing"})
    @Tag("nightly")
    void thePlatformHasHadTooManyQuestions(String says) {
        thePlatformHasHadTooMany(says);
    }

    private void thePlatformHasHadTooMany(String says) {
        String reference = open();
        List<Instant> calls = new CopyOnWriteArrayList<>();
        platform.behave(reference, call -> tooMuch(says, calls));
        paid(reference);
        String other = open();
        paid(other);
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(state(other)).isEqualTo("PAID"));

        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(stock(reference)).containsExactly("reserve", "commit");
            assertThat(finance(reference)).contains("receipt");
            assertThat(value("select count(*) from payment_exception where closed_at is null and reference = '" + reference + "'")).isEqualTo("0");
        });
        isLeftAlone(says, calls);
    }

    /** 429 for three seconds from the first call on; then as usual. */
    private static Answer tooMuch(String says, List<Instant> calls) {
        Instant now = Instant.now();
        calls.add(now);
        if (now.isAfter(calls.get(0).plus(STORM))) {
            return null;
        }
        return new Answer(429, "application/json", "{\"result\":false}", switch (says) {
            case "seconds" -> Map.of("Retry-After", "3");
            case "date" -> Map.of("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(4)));
            default -> Map.of();
        });
    }

    /** Who says when to come again is not asked before. What belongs to the first question may still be on its way. */
    private static void isLeftAlone(String says, List<Instant> calls) {
        assertThat(calls).hasSizeGreaterThan(1);
        assertThat(calls).noneMatch(call -> !says.equals("nothing") && call.isAfter(calls.get(0).plusMillis(1_000))
                && call.isBefore(calls.get(0).plus(STORM).minusMillis(100)));
    }

    private void paid(String reference) {
        assertThat(tell(reference, platform.happen(reference, "op" + reference, "200", "card", "18450.50", at(1))).status()).isEqualTo(200);
    }

    private void awaitBooked(String reference) {
        await().atMost(HEALED).untilAsserted(() -> {
            assertThat(stock(reference)).containsExactly("reserve", "commit");
            assertThat(finance(reference)).containsExactly("receipt");
        });
    }

    private double refusals(String destination) {
        return get("http://localhost:" + world.configuration.get("bridge.management.port") + "/observe/metrics", null).body().lines()
                .filter(line -> line.startsWith("checkout_bridge_refusals_total{") && line.contains("destination=\"" + destination + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }
}
