package org.checkoutbridge.runtime;

import java.util.ArrayList;
import java.util.List;

/** Says in a few lines why the bridge could not start: what is wrong, and where. */
public final class StartFailure {

    private StartFailure() {}

    /** The messages of a failure, from the outermost that names a place to the innermost, each once. */
    public static String message(Throwable failure) {
        List<String> said = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof ConfigurationException) {
                return cause.getMessage();
            }
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage().strip();
            if (said.stream().noneMatch(earlier -> earlier.contains(message))) {
                said.removeIf(message::contains);
                said.add(message);
            }
        }
        return String.join("\n  because: ", said);
    }
}
