package org.checkoutbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.checkoutbridge.bench.world.Database;

/** A ledger that has been in use for years: paid checkouts, with their orders, histories, operations and messages. */
final class Fill {

    /** What one checkout takes on disk, indexes and journal included; measured, rounded up. Without its messages first. */
    private static final long BYTES_OF_BOOKS = 3_300;
    private static final long BYTES_OF_MESSAGES = 1_100;

    private static final long BATCH = 250_000;
    private static final String ORDERS = """
            insert into customer_order (erp_order_id, version, content_hash, source, document, received_at)
            select 'OLD-' || n, 1, encode(sha256(n::text::bytea), 'hex'), 'http', jsonb_build_object('orderId', 'OLD-' || n, 'total', '18450.50',
              'currency', 'ARS', 'customer', jsonb_build_object('name', 'Maria Jose Pena', 'email', 'm' || n || '@example.com', 'identification', '30123456'),
              'items', '[{"sku": "CAF-500", "quantity": "2", "unitPrice": "7624.38"}]'::jsonb), now() - interval '1 year'
            from generate_series(%1$d, %2$d) n""";
    private static final String CHECKOUTS = """
            insert into checkout (gateway, reference, erp_order_id, order_id, state, total, currency, timeout_minutes, webhooks_type,
              platform_checkout_id, checkout_url, stock, created_at, opened_at, expires_at)
            select 'sugaway', o.erp_order_id || '-A1', o.erp_order_id, o.id, 'PAID', 18450.50, 'ARS', 60, 'all', 'CHK-' || o.erp_order_id,
              'https://platform.example/p/checkout/v2/CHK-' || o.erp_order_id, 'committed', o.received_at, o.received_at, o.received_at
            from customer_order o where o.id > %3$d""";
    private static final String EVENTS = """
            insert into payment_event (gateway, reference, at, event, from_state, to_state, source, evidence, operation_id, amount, currency,
              verdict, evidence_digest, hash)
            select c.gateway, c.reference, c.created_at, e, 'OPEN', 'PAID', 'query', 'queried', 'OP-' || c.reference, 18450.50, 'ARS', 'applied',
              encode(sha256(c.reference::bytea), 'hex'), encode(sha256((c.reference || e)::bytea), 'hex')
            from checkout c, unnest('{opened,in-review,paid}'::text[]) e where c.order_id > %3$d""";
    private static final String OPERATIONS = """
            insert into operation (gateway, operation_id, checkout_id, standing, status_code, type, total, currency, evidence, updated)
            select c.gateway, 'OP-' || c.reference, c.id, 'paid', '200', 'card', 18450.50, 'ARS', 'queried', c.created_at
            from checkout c where c.order_id > %3$d""";
    private static final String MESSAGES = """
            insert into webhook_inbox (gateway, reference, content_type, body, dedup_key, received_at, next_attempt_at, attempts, processed_at, verdict)
            select c.gateway, c.reference, 'application/x-www-form-urlencoded', convert_to('call=' || lpad('0', 12, '0') || '&of=' || c.reference
              || repeat('&data=' || md5(c.reference), 8), 'UTF8'), encode(sha256(('m' || c.reference)::bytea), 'hex'),
              c.created_at, c.created_at, 1, c.created_at, 'applied'
            from checkout c where c.order_id > %3$d""";

    private static final String KEYS = """
            insert into buyer_key (key, order_id)
            select k || o.id, o.id from customer_order o, unnest('{e,d}'::text[]) k where o.id > %3$d""";
    private static final List<String> BOOKS = List.of(ORDERS, CHECKOUTS, EVENTS, OPERATIONS, KEYS);

    private Fill() {}

    /**
     * Fills with what the settings say, or as much as fits when a third of the disk is left free.
     *
     * @return how many checkouts
     */
    static long all(Lab lab, String name) {
        return run(lab, name, Stream.concat(BOOKS.stream(), Stream.of(MESSAGES)).toList(), BYTES_OF_BOOKS + BYTES_OF_MESSAGES);
    }

    /** As {@link #all}, without the platforms' messages. */
    static long books(Lab lab, String name) {
        return run(lab, name, BOOKS, BYTES_OF_BOOKS);
    }

    private static long run(Lab lab, String name, List<String> statements, long bytesEach) {
        long checkouts = Math.min(lab.settings.fill(), usable(lab) * 2 / 3 / bytesEach);
        if (checkouts < lab.settings.fill()) {
            lab.report.say("the disk has room for %d checkouts, not for %d", checkouts, lab.settings.fill());
        }
        long begin = System.nanoTime();
        fill(lab.database, name, checkouts, statements);
        lab.report.say("filled with %d checkouts in %.0f s: %d MiB, indexes included", checkouts, (System.nanoTime() - begin) / 1e9,
                lab.database.number(name, "select pg_database_size('" + name + "')") >> 20);
        return checkouts;
    }

    private static long usable(Lab lab) {
        try {
            return Files.getFileStore(lab.folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Database database, String name, long checkouts, List<String> statements) {
        for (long from = 1; from <= checkouts; from += BATCH) {
            long last = database.number(name, "select coalesce(max(id), 0) from customer_order");
            for (String statement : statements) {
                database.execute(name, statement.formatted(from, Math.min(checkouts, from + BATCH - 1), last));
            }
        }
        database.execute(name, "vacuum analyze");
        database.execute(name, "checkpoint");
    }
}
