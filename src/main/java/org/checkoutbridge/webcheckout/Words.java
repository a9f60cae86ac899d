package org.checkoutbridge.webcheckout;

import java.util.List;
import java.util.Map;

/** Our word for a platform's. */
final class Words {

    private Words() {}

    /** @param ours our words, each with the platform's; null for none */
    static String ours(Map<String, List<String>> ours, String theirs, String otherwise) {
        if (ours == null || theirs == null) {
            return otherwise;
        }
        return ours.entrySet().stream()
                .filter(word -> word.getValue().stream().anyMatch(theirs.trim()::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(otherwise);
    }

    /** Our word for a state. One that we do not know keeps its own, marked, so that a person sees it and no table takes it for ours. */
    static String state(Map<String, List<String>> states, String theirs, String otherwise) {
        String state = ours(states, theirs, otherwise);
        if (!state.equals("review")) {
            return state;
        }
        String readable = theirs == null ? "" : theirs.replaceAll("[^A-Za-z0-9._-]", "?");
        return "unknown:" + readable.substring(0, Math.min(40, readable.length()));
    }
}
