package org.checkoutbridge.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Says in a few lines why the bridge could not start: what is wrong, and where. */
public final class StartFailure {

    private StartFailure() {}

    /** The messages of a failure, from the outermost that names a place to the innermost, each once. */
    public static String message(Throwable failure) {
        List<String> said = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // causes may go in a ring
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
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
