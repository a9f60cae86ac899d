package org.checkoutbridge.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import org.checkoutbridge.bench.load.Webhooks;
import org.checkoutbridge.bench.world.Database;

/**
 * What became of messages: those that were answered with 200, and those that are rows, by their numbers.
 *
 * @param acknowledged messages, each counted once
 * @param rows that these messages made
 * @param lost were answered with 200 and are no row: must be 0
 * @param twice rows beyond the first of a message: must be 0
 */
record Stored(int acknowledged, int rows, int lost, int twice) {

    private static final int FETCH = 10_000;

    static Stored compare(Database database, String name, Webhooks messages) {
        BitSet found = new BitSet();
        int twice = 0;
        String number = "cast(convert_from(substring(body from %d for %d), 'UTF8') as bigint)".formatted(Webhooks.NUMBER_AT, Webhooks.NUMBER_DIGITS);
        String sql = "select n from (select %s n from webhook_inbox) x where n >= %d and n < %d"
                .formatted(number, messages.first(), messages.end());
        try (Connection connection = database.connect(name)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        int n = (int) (rows.getLong(1) - messages.first());
                        twice += found.get(n) ? 1 : 0;
                        found.set(n);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        BitSet lost = (BitSet) messages.acknowledged().clone();
        lost.andNot(found);
        return new Stored(messages.acknowledged().cardinality(), found.cardinality(), lost.cardinality(), twice);
    }

    boolean sound() {
        return lost == 0 && twice == 0;
    }
}
