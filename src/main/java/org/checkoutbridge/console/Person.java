package org.checkoutbridge.console;

import java.util.List;

/**
 * Somebody at the console.
 *
 * @param name as it stands in the history
 * @param role viewer (looks, and sees no buyers' data) or operator (acts)
 * @param stamp changes when the person's password does: who was signed in with the old one is out
 */
record Person(String name, String role, String stamp) {

    static final String OPERATOR = "operator";
    static final List<String> ROLES = List.of("viewer", OPERATOR);

    boolean operator() {
        return OPERATOR.equals(role);
    }

    static boolean soundName(String name) {
        return name != null && name.matches("[A-Za-z0-9._@-]{1,64}");
    }
}
