package org.checkoutbridge.order;

/**
 * Something wrong with an order.
 *
 * @param path where, as a JSON pointer (RFC 6901)
 * @param code what, for programs
 * @param message what, for people; never repeats the value
 */
public record OrderError(String path, String code, String message) {}
