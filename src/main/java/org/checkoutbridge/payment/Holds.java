package org.checkoutbridge.payment;

import java.time.Duration;

/**
 * How long the ERP is advised to hold stock.
 *
 * @param coupon while a coupon or a transfer slip waits to be paid
 * @param authorization while an authorization waits to be captured
 */
public record Holds(Duration coupon, Duration authorization) {

    /** How far beyond the next question a hold must reach, so that an answer still finds the stock held. */
    static final Duration MARGIN = Duration.ofHours(1);
}
