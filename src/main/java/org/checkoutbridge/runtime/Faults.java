package org.checkoutbridge.runtime;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.checkoutbridge.document.MappingFailure;

/** Names failures for the log without their messages, which may repeat what somebody sent. */
public final class Faults {

    private static final int MOST = 4;

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
