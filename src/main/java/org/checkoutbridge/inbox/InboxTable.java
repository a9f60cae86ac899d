package org.checkoutbridge.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** The table of raw messages, on one connection that it keeps. Used by one thread. */
final class InboxTable implements AutoCloseable {

    private static final int VALID_WITHIN_SECONDS = 2;

    private final DataSource database;
    private final String statement;
    private final boolean rehearsal;
    private Connection connection;
    private PreparedStatement insert;

    /** @param statement takes an array for each column, and answers with one row for each message that is new */
    InboxTable(DataSource database, String statement) {
        this(database, statement, false);
    }

    private InboxTable(DataSource database, String statement, boolean rehearsal) {
        this.database = database;
        this.statement = statement;
        this.rehearsal = rehearsal;
    }

    /** One that keeps nothing. */
    static InboxTable rehearsal(DataSource database, String statement) {
        return new InboxTable(database, statement, true);
    }

    /**
     * Stores messages in one transaction.
     *
     * @return how many of them were not there yet
     * @throws SQLException none of them is stored, or nobody knows: then the connection broke, and repeats are harmless
     */
    int insert(List<Message> messages) throws SQLException {
        try {
            if (connection == null) {
                connection = database.getConnection();
                connection.setAutoCommit(!rehearsal); // one statement, one transaction, one round trip
                insert = connection.prepareStatement(statement);
            }
            insert.setArray(1, connection.createArrayOf("text", column(messages, Message::gateway)));
            insert.setArray(2, connection.createArrayOf("text", column(messages, Message::reference)));
            insert.setArray(3, connection.createArrayOf("text", column(messages, Message::contentType)));
            insert.setArray(4, connection.createArrayOf("bytea", messages.stream().map(Message::body).toArray(byte[][]::new)));
            insert.setArray(5, connection.createArrayOf("text", column(messages, Message::key)));
            insert.setArray(6, connection.createArrayOf("text", column(messages, Message::traceparent)));
            int fresh = insert.executeUpdate();
            if (rehearsal) {
                connection.rollback();
            }
            return fresh;
        } catch (SQLException e) {
            if (!aboutContent(e)) {
                close();
            }
            throw e;
        }
    }

    /** Whether the fault is in what was to be stored (data exceptions, violated constraints), not in the database's being there. */
    static boolean aboutContent(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    boolean reachable() {
        try (Connection probe = database.getConnection()) {
            return probe.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String[] column(List<Message> messages, Function<Message, String> value) {
        return messages.stream().map(value).toArray(String[]::new);
    }

    @Override
    public void close() {
        Connection given = connection;
        connection = null;
        insert = null;
        if (given != null) {
            try {
                given.close();
            } catch (SQLException ignored) {
                // it is given up anyway
            }
        }
    }
}
