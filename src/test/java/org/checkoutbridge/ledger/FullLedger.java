package org.checkoutbridge.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;
import org.flywaydb.core.Flyway;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** A PostgreSQL whose ledger is as large as after years of trade, and that runs and explains the program's statements on it. */
final class FullLedger implements AutoCloseable {

    private static final Path STATEMENTS = Path.of("src/main/resources/sql");
    private static final Path PARAMETERS = Path.of("src/test/resources/ledger/parameters.json");
    private static final Path TRADE = Path.of("src/test/resources/ledger/years-of-trade.sql");
    /** A variable of the exchange, or a column of the inbox component. */
    private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)|\\?(?=::)");

    private final EmbeddedPostgres server;
    private final Connection connection;
    private final JsonNode parameters;
    private final Map<String, Plan> madeWhenEmpty = new HashMap<>();

    /** What the planner goes by: the values of one run, or none, as the program has it; SPARING is all that the program asks of it. */
    enum Planning {
        CUSTOM("set local plan_cache_mode = force_custom_plan"),
        GENERIC("set local plan_cache_mode = force_generic_plan"),
        SPARING("set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off; set local jit = off");

        private final String settings;

        Planning(String settings) {
            this.settings = settings;
        }
    }

    FullLedger() throws IOException, SQLException {
        parameters = Json.tree(Files.readString(PARAMETERS));
        server = EmbeddedPostgres.builder()
                .setServerConfig("autovacuum", "off") // nothing happens by chance
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .setLocaleConfig("locale", "C")
                .start();
        String url = server.getJdbcUrl("postgres", "postgres");
        Flyway.configure().dataSource(url, "postgres", "").locations("classpath:db/migration").load().migrate();
        connection = DriverManager.getConnection(url + "&preferQueryMode=simple");
        connection.setAutoCommit(false);
        planWhileEmpty();
        run(Files.readString(TRADE));
        explainPlansMadeWhileEmpty();
        connection.commit();
        tidy();
    }

    /** Has every statement planned as the program has it, when a ledger is new. */
    private void planWhileEmpty() throws SQLException, IOException {
        run(Planning.SPARING.settings.replace("set local", "set"));
        for (String name : statements()) {
            values("explain " + prepared(name, "first " + name, Map.of()));
        }
    }

    /** Those plans are kept until the server counts what is in its tables. */
    private void explainPlansMadeWhileEmpty() throws SQLException, IOException {
        for (String name : statements()) {
            run("savepoint asked; set local statement_timeout = '5s'");
            try {
                madeWhenEmpty.put(name, explained(executed(name, "first " + name, Map.of())));
            } catch (PSQLException e) {
                if (!PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
                    throw e;
                }
            }
            run("rollback to asked");
        }
        run("reset all; deallocate all");
    }

    /** What autovacuum would do in time. */
    private void tidy() throws SQLException {
        connection.setAutoCommit(true);
        run("vacuum analyze");
        connection.setAutoCommit(false);
    }

    /** Names of the program's statements: {@code owner/verb-noun}. Those of the sandbox never meet a large table. */
    static List<String> statements() {
        try (Stream<Path> files = Files.walk(STATEMENTS)) {
            return files.map(file -> STATEMENTS.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".sql") && !name.startsWith("sandbox/"))
                    .map(name -> name.substring(0, name.length() - ".sql".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done between a beginning and its being taken back. */
    interface Steps {
        void run() throws Exception;
    }

    /** Runs steps after others, and takes all of it back. */
    void within(String before, Steps steps) throws Exception {
        run(before);
        try {
            steps.run();
        } finally {
            connection.rollback();
            tidy();
        }
    }

    /** Runs a statement of the program as the driver would, says how, and takes back what it changed. */
    Plan explain(String name, Planning planning, Map<String, String> own) throws SQLException, IOException {
        run("savepoint asked; " + planning.settings);
        try {
            return explained(prepared(name, "examined", own));
        } finally {
            run("rollback to asked; deallocate all");
        }
    }

    private Plan explained(String execution) throws SQLException, IOException {
        return new Plan(Json.tree(String.join("", values("explain (analyze, buffers, format json) " + execution))).path(0));
    }

    /** Runs a statement of the program. */
    void execute(String name, Map<String, String> values) throws SQLException, IOException {
        run(prepared(name, "examined", values));
        run("deallocate all");
    }

    private String prepared(String name, String as, Map<String, String> own) throws SQLException, IOException {
        List<String> types = new ArrayList<>();
        Matcher places = PARAMETER.matcher(Files.readString(STATEMENTS.resolve(name + ".sql")));
        String numbered = places.replaceAll(place -> {
            types.add(place.group(1) != null ? "varchar" : "unknown"); // as the driver binds text
            return "\\$" + types.size();
        });
        run("prepare \"" + as + "\"" + list(types) + " as " + numbered);
        return executed(name, as, own);
    }

    private String executed(String name, String as, Map<String, String> own) throws IOException {
        List<String> values = new ArrayList<>();
        Matcher places = PARAMETER.matcher(Files.readString(STATEMENTS.resolve(name + ".sql")));
        while (places.find()) {
            values.add(literal(name, places.group(1) != null ? places.group(1) : Integer.toString(values.size() + 1), own));
        }
        return "execute \"" + as + "\"" + list(values);
    }

    private static String list(List<String> parts) {
        return parts.isEmpty() ? "" : "(" + String.join(", ", parts) + ")";
    }

    private String literal(String statement, String parameter, Map<String, String> own) {
        JsonNode value = Stream.of(statement, "every").map(parameters::path).map(list -> list.path(parameter))
                .filter(node -> !node.isMissingNode()).findFirst()
                .orElseThrow(() -> new AssertionError(statement + ": give the parameter " + parameter + " a value in " + PARAMETERS));
        String text = own.getOrDefault(parameter, value.isTextual() ? value.asText() : value.toString());
        return "'" + text.replace("'", "''") + "'";
    }

    /** How a statement was run on the whole ledger by a plan that was made when it was empty; none when it did not end within 5 s. */
    Optional<Plan> madeWhenEmpty(String name) {
        return Optional.ofNullable(madeWhenEmpty.get(name));
    }

    /** Names of the indexes of some tables that are no rule: no constraint needs them, so a statement must. */
    Set<String> indexesForReading(Set<String> tables) throws SQLException {
        return names("select i.indexrelid::regclass::text from pg_index i where not i.indisunique and i.indrelid::regclass::text in ('"
                + String.join("', '", tables) + "')");
    }

    /** Names of the indexes that hold most of their table, so that reading one of them to its end takes for ever. */
    Set<String> largeIndexes() throws SQLException {
        return names("select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid "
                + "where t.relname !~ '^(pg_|sql_)' and t.reltuples > 1000 and c.reltuples > 0.1 * t.reltuples");
    }

    private Set<String> names(String query) throws SQLException {
        return new TreeSet<>(values(query));
    }

    /** What is in the first column. */
    List<String> values(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    void run(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}
