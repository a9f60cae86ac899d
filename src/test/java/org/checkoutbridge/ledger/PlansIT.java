package org.checkoutbridge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.checkoutbridge.ledger.FullLedger.Planning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After years of trade, and with a day's work undone, a statement still reads no more of the ledger than it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansIT {

    private static final Set<String> LARGE = Set.of("customer_order", "checkout", "operation", "payment_event", "effect", "webhook_inbox",
            "payment_exception", "buyer_key", "platform_query");

    /** A statement about one thing finds it by an index: a few levels of a few indexes. */
    private static final long USUAL_PAGES = 150;

    /** Statements that look at more than one thing: how many pages that may be. */
    private static final Map<String, Long> MORE_PAGES = Map.ofEntries(
            Map.entry("console/find-checkouts", 1_000L), // walks through the newest of every state, when nothing is named
            Map.entry("console/list-dead", 700L), // looks at what was refused, and at nothing else
            Map.entry("console/list-exceptions", 1_500L), // looks at what is open, and at nothing else
            Map.entry("console/pick-dead", 700L), // as list-dead
            Map.entry("console/read-flows", 3_000L), // looks at what is unfinished, and at the latest messages
            Map.entry("console/read-unindexed", 600L), // takes 500 orders
            Map.entry("effects/claim-effects", 1_200L), // changes 16 effects, each of which stands in several indexes
            Map.entry("reconciliation/claim-checkouts", 700L), // changes 16 checkouts, likewise
            Map.entry("operations/count-ledger", 1_500L), // looks at all that is unfinished, and at nothing else
            Map.entry("operations/purge-webhooks", 13_000L), // removes 2000 messages, and notes of as many questions
            Map.entry("webhooks/find-lanes", 4_000L)); // looks at the first message of 500 lanes

    /** What is done for each order and each payment. */
    private static final List<String> EACH_TIME = List.of("orders/find-order", "orders/insert-order", "orders/insert-checkout", "orders/read-answer",
            "payments/lock-checkout", "payments/read-standing", "payments/write-decision", "payments/mark-stock", "effects/read-recipient",
            "reconciliation/claim-question", "reconciliation/read-question", "reconciliation/note-query");

    /** Whoever asks whether anything was changed has asked for everything to be read. */
    private static final Set<String> READ_EVERYTHING = Set.of("operations/verify-history");

    private FullLedger ledger;

    @BeforeAll
    void trade() throws Exception {
        ledger = new FullLedger();
    }

    @AfterAll
    void close() throws Exception {
        if (ledger != null) {
            ledger.close();
        }
    }

    private static Stream<String> sparing() {
        return FullLedger.statements().stream().filter(name -> !READ_EVERYTHING.contains(name));
    }

    static Stream<Arguments> statements() {
        return sparing().flatMap(name -> Stream.of(Planning.values()).map(planning -> Arguments.of(name, planning)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsNoMoreThanItIsAbout(String name, Planning planning) throws Exception {
        Plan plan = ledger.explain(name, planning, Map.of());
        String shown = name + " (" + planning + "): mend the statement, or give it an index by a migration\n" + plan;
        assertThat(plan.sequentialScans(LARGE)).as(shown).isEmpty();
        Set<String> unconditional = plan.unconditional();
        unconditional.retainAll(ledger.largeIndexes());
        assertThat(unconditional).as("reads a large index without a condition: " + shown).isEmpty();
        assertThat(plan.pages()).as("looks at many pages: " + shown).isLessThanOrEqualTo(MORE_PAGES.getOrDefault(name, USUAL_PAGES));
    }

    static List<String> eachTime() {
        return EACH_TIME;
    }

    /** A plan is kept until the server counts what is in its tables: up to a minute, in which a new ledger may get thousands of orders. */
    @ParameterizedTest
    @MethodSource("eachTime")
    void aPlanThatWasMadeWhenAllWasEmptyServesUntilTheNextCount(String name) {
        Plan plan = ledger.madeWhenEmpty(name).orElseThrow(() -> new AssertionError(name + " does not end"));
        assertThat(plan.pages()).as(name + " looks at many pages by a plan that was made when its tables were empty\n" + plan)
                .isLessThanOrEqualTo(MORE_PAGES.getOrDefault(name, USUAL_PAGES));
    }

    /** A morning after a night without readers, which the planner's statistics do not know of yet. */
    @ParameterizedTest
    @EnumSource
    void aBacklogOfMessagesIsReadLaneByLane(Planning planning) throws Exception {
        String backlog = """
                insert into webhook_inbox (gateway, reference, content_type, body, dedup_key)
                select 'sugaway', case when g <= 100000 then 'LONG' else 'L' || g % 1000 end, 'application/json',
                  convert_to(repeat('x', 300), 'UTF8'), 'backlog ' || g
                from generate_series(1, 300000) g;""";
        ledger.within(backlog, () -> {
            assertBounded("webhooks/find-lanes", planning, Map.of(), 8_000);
            assertBounded("webhooks/claim-webhooks", planning, Map.of("lane", "sugaway LONG"), 250);
            assertBounded("webhooks/claim-webhooks", planning, Map.of("lane", "sugaway L7"), 250);
            assertBounded("operations/count-ledger", planning, Map.of(), 320_000); // a page for each message, four times a minute
        });
    }

    /** The ERP's stock has been away for a day, and of many references something waits for something else. */
    @ParameterizedTest
    @EnumSource
    void aBacklogOfEffectsIsClaimedWithoutLookingAtThoseThatWaitForOthers(Planning planning) throws Exception {
        String backlog = """
                insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body, next_attempt_at)
                select md5('backlog ' || g)::uuid, 'stock', 'extend', 'sugaway', 'B' || g % 1000, 'B' || g % 1000, '{}',
                  now() - interval '1 day' + make_interval(secs => g / 10.0)
                from generate_series(1, 100000) g;""";
        ledger.within(backlog, () -> {
            assertBounded("effects/claim-effects", planning, Map.of(), 1_500);
            List<String> oldest = ledger.values("select min(id) from effect where state = 'PENDING' and reference like 'B%' group by reference limit 50");
            for (String id : oldest) {
                ledger.execute("effects/finish-effects", Map.of("deliveries",
                        "[{\"id\": " + id + ", \"state\": \"PENDING\", \"status\": 503, \"error\": \"HTTP 503\", \"wait_seconds\": 600}]"));
            }
            assertBounded("effects/claim-effects", planning, Map.of(), 1_500);
            ledger.run("insert into destination_pause values ('stock', now() + interval '1 hour', 'HTTP 401')");
            assertBounded("effects/claim-effects", planning, Map.of(), 10);
        });
    }

    /** The statistics are of an hour in which nothing was waiting for anything. Then a neighbour is away, and comes back. */
    @ParameterizedTest
    @EnumSource
    void aBacklogIsWorkedOffByPlansOfAQuietHour(Planning planning) throws Exception {
        String quiet = """
                update effect set state = 'DELIVERED' where state = 'PENDING';
                update webhook_inbox set processed_at = now() where processed_at is null;
                update checkout set next_check_at = null, check_reason = null where next_check_at is not null;
                analyze effect, webhook_inbox, checkout;
                set local statement_timeout = '20s';
                insert into effect (effect_id, destination, action, gateway, reference, erp_order_id, body, next_attempt_at)
                select md5('backlog ' || g)::uuid, 'stock', 'extend', 'sugaway', 'B' || g % 5000, 'B' || g % 5000, '{}',
                  now() - interval '1 day' + make_interval(secs => g / 10.0)
                from generate_series(1, 10000) g;
                insert into webhook_inbox (gateway, reference, content_type, body, dedup_key)
                select 'sugaway', 'L' || g % 5000, 'application/json', '{}', 'backlog ' || g from generate_series(1, 10000) g;
                update checkout set next_check_at = now() - interval '1 hour', check_reason = 'settlement'
                where id between 1001 and 11000;""";
        ledger.within(quiet, () -> {
            assertBounded("effects/claim-effects", planning, Map.of(), 1_500);
            assertBounded("effects/finish-effects", planning, Map.of(), 300);
            assertBounded("webhooks/find-lanes", planning, Map.of(), 8_000);
            assertBounded("webhooks/claim-webhooks", planning, Map.of("lane", "sugaway L7"), 150);
            assertBounded("webhooks/finish-webhooks", planning, Map.of(), 150);
            assertBounded("reconciliation/claim-checkouts", planning, Map.of(), 1_000);
            assertBounded("reconciliation/claim-question", planning, Map.of(), 150);
        });
    }

    /** Whatever a person knows of an order, the newest ones first: nobody waits for it, however many there are. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"SO-1001\"}", "{\"id\": \"CHK1001\"}", "{\"id\": \"op1001\"}", "{\"id\": \"A1001\"}", "{\"id\": \"nothing\"}",
            "{\"person\": \"k1001 email\"}", "{\"person\": \"k1001 document\", \"state\": \"PAID\"}", "{\"id\": \"SO-1001\", \"person\": \"k1001 email\"}",
            "{\"state\": \"PAID\"}", "{\"state\": \"PAID\", \"before\": 100000}", "{\"since\": \"2020-01-01\", \"until\": \"2020-02-01\"}", "{}"})
    void anOrderIsFoundByAnIndex(String query) throws Exception {
        for (Planning planning : Planning.values()) {
            Plan plan = ledger.explain("console/find-checkouts", planning, Map.of("query", query));
            assertThat(plan.sequentialScans(LARGE)).as(query + " (" + planning + ")\n" + plan).isEmpty();
            assertThat(plan.pages()).as(query + " (" + planning + ")\n" + plan).isLessThanOrEqualTo(1_000);
        }
    }

    private void assertBounded(String name, Planning planning, Map<String, String> values, long pages) throws Exception {
        Plan plan = ledger.explain(name, planning, values);
        assertThat(plan.pages()).as(name + " (" + planning + ") looks at many pages\n" + plan).isLessThanOrEqualTo(pages);
    }

    @Test
    void everyIndexHasAStatementThatReadsIt() throws Exception {
        Set<String> unread = ledger.indexesForReading(LARGE);
        for (String name : sparing().toList()) {
            unread.removeAll(ledger.explain(name, Planning.GENERIC, Map.of()).indexes());
        }
        assertThat(unread).as("no statement reads these indexes, and every write pays for them: drop them by a migration").isEmpty();
    }
}
