package org.checkoutbridge.inbox;

/** Decides whose messages are let in, without reading them and without the database. Called by the event loop: it may not wait. */
public interface Door {

    /** Whether the address is one that we gave out. */
    boolean authentic(String gateway, String reference, String signature);

    /** The checkout that an address is for, or null where only the message's body knows. */
    String checkout(String reference);

    /** Whether a platform's messages may come by GET: what they say is then in the address. */
    default boolean takesQueries(String gateway) {
        return false;
    }

    /** Equal for repeats of one message. */
    String key(String gateway, String reference, byte[] body);
}
