package org.checkoutbridge.inbox;

/**
 * One message as it came.
 *
 * @param gateway whose message it says to be
 * @param reference which checkout its address is for; null where only the body knows
 * @param key equal for repeats of one message
 * @param traceparent the trace of its coming in; null while nobody traces
 */
record Message(String gateway, String reference, String contentType, byte[] body, String key, String traceparent) {

    /** Messages of one lane are read in the order in which they came. */
    String lane() {
        return lane(gateway, reference);
    }

    static String lane(String gateway, String reference) {
        return gateway + " " + (reference == null ? "" : reference);
    }
}
