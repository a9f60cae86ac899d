package org.checkoutbridge.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.checkoutbridge.document.MappingFailure;

/** Names failures for the log without their messages, which may repeat what somebody sent. */
public final class Faults {

    private static final int MOST = 4;

    /** Classes of SQL states (PostgreSQL, appendix A): connections, undone transactions, resources, locks, operators, the system. */
    private static final Set<String> OF_THE_DATABASE = Set.of("08", "40", "53", "55", "57", "58");

    /** Whether the database failed for itself, by a full disk or a lost connection, and not for what it was given. */
    public boolean passing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && OF_THE_DATABASE.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }

    /** The chain of causes by class, with the SQL state where there is one: {@code PSQLException 23505}. */
    public String name(Throwable failure) {
        List<String> names = new ArrayList<>();
        for (Throwable cause = failure; cause != null && names.size() < MOST; cause = cause.getCause()) {
            if (cause instanceof MappingFailure) {
                return cause.getMessage();
            }
            String name = cause.getClass().getSimpleName();
            names.add(cause instanceof SQLException sql && sql.getSQLState() != null ? name + " " + sql.getSQLState() : name);
        }
        StackTraceElement[] trace = failure.getStackTrace();
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith("org.checkoutbridge.")) {
                names.add("at " + element.getFileName() + ":" + element.getLineNumber());
                break;
            }
        }
        return String.join(", ", names);
    }
}
