package org.checkoutbridge.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Looks for lines of history that were changed, removed or added behind the bridge's back: each line bears the hash of what it says, and of
 * the line before it. Reads one snapshot, changes nothing, and holds no more than a page of it in memory.
 */
public final class HistoryCheck {

    private static final int ROWS_AT_ONCE = 1_000;

    private final Consumer<String> report;
    private long lines;
    private long checkouts;
    private long broken;

    private HistoryCheck(Consumer<String> report) {
        this.report = report;
    }

    /**
     * Checks the ledger that the configuration names: a server's, also while bridges run, or an embedded one, whose bridge must be stopped.
     *
     * @param profile as for {@link Bridge}
     * @param report takes each place where the history breaks, and at last the sums
     * @return whether it breaks nowhere
     * @throws ConfigurationException if there is no such ledger, or it cannot be read; no secret is in the message
     */
    @SuppressWarnings("try") // nobody interrupts it
    public static boolean run(String profile, Consumer<String> report) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation(String.join(",", Bridge.locations(profile)));
            context.build();
            UnaryOperator<String> value = key -> context.resolvePropertyPlaceholders("{{" + key + ":}}").trim();
            HistoryCheck check = new HistoryCheck(report);
            String url = value.apply("database.url");
            if (url.isEmpty()) {
                Path directory = Path.of(value.apply("bridge.data-dir"));
                if (!EmbeddedDatabase.isIn(directory)) {
                    throw new ConfigurationException("database.url is empty, and in bridge.data-dir (" + directory + ") there is no ledger");
                }
                try (EmbeddedDatabase embedded = new EmbeddedDatabase(directory)) {
                    return check.read(embedded.jdbcUrl(), value);
                }
            }
            return check.read(url, value);
        }
    }

    private boolean read(String url, UnaryOperator<String> value) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) { // its message repeats the address, and a password may be in it
            throw new ConfigurationException("database.url is not a jdbc:postgresql: address");
        }
        try (Connection connection = database.getConnection(value.apply("database.user"), value.apply("database.password"))) {
            connection.setAutoCommit(false); // or the driver would read all rows at once
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement ask = connection.createStatement()) {
                ask.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = ask.executeQuery(statement())) {
                    while (rows.next()) {
                        take(rows);
                    }
                }
            }
        } catch (SQLException e) {
            throw new ConfigurationException("database.url: " + e.getMessage());
        }
        report.accept(lines + " lines of history of " + checkouts + " checkouts verified: "
                + (broken == 0 ? "nothing was changed." : broken + " breaks."));
        return broken == 0;
    }

    private void take(ResultSet row) throws SQLException {
        checkouts++;
        lines += row.getLong("lines");
        Array breaks = row.getArray("breaks");
        for (String place : (String[]) breaks.getArray()) {
            broken++;
            String[] at = place.split(" ");
            report.accept(row.getString("reference") + ", line " + at[0] + ": " + at[1] + " differs ("
                    + switch (at[1]) {
                        case "content" -> "it does not say what it said when it was written";
                        case "link" -> "it does not follow the line before it: one was removed, added or changed there";
                        default -> "its checkout stands elsewhere: lines after it were removed, or the checkout was changed";
                    } + ")");
        }
        breaks.free();
    }

    private static String statement() {
        try (InputStream file = HistoryCheck.class.getResourceAsStream("/sql/operations/verify-history.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
