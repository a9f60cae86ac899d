package org.checkoutbridge.order;

/** What was sent is no JSON document in UTF-8. The message never repeats what was sent. */
public final class MalformedOrder extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedOrder(String message) {
        super(message);
    }
}
