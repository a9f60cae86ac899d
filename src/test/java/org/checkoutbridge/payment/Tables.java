package org.checkoutbridge.payment;

import java.nio.file.Path;

/** The tables as they are shipped: what the tests of the rules run on. */
final class Tables {

    static final Path LIFECYCLE = Path.of("config", "payments", "lifecycle.csv");
    static final Path FOLD = Path.of("config", "payments", "fold.csv");
    static final Path STATUS_CODES = Path.of("config", "gateways", "sugaway", "status-codes.csv");

    private Tables() {}
}
