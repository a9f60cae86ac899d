package org.checkoutbridge.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What the flows need to know of a configured platform: data from its {@code gateway.properties}, never its name.
 *
 * @param folder its tables and mappings
 * @param currencies ISO 4217 codes that it takes
 * @param referenceLength longest reference that it carries, in characters
 * @param timeoutMinutes how long a checkout lives when the order does not say
 * @param webhooksType which messages it sends when the order does not say
 * @param test it moves play money
 * @param absenceTrusted its empty answer counts as "nothing was paid" without having proven itself (money rule 5)
 * @param couponHold how long stock is held for a coupon or a transfer slip
 * @param authorizationHold how long stock is held for an authorization
 * @param capabilities what it can do, and what it needs of us
 */
public record Gateway(
        String name,
        Path folder,
        List<String> currencies,
        int referenceLength,
        int timeoutMinutes,
        String webhooksType,
        boolean test,
        boolean absenceTrusted,
        Duration couponHold,
        Duration authorizationHold,
        Capabilities capabilities) {

    private static final String EVERYTHING = "all";

    /** @param key resolves one of the gateway's keys, named without its prefix; "" or null when it has no such key */
    public static Gateway of(String name, Path folder, UnaryOperator<String> key) {
        UnaryOperator<String> value = suffix -> Objects.requireNonNullElse(key.apply(suffix), "");
        return new Gateway(name, folder,
                Arrays.asList(value.apply("currencies").split("\\s*,\\s*")),
                Integer.parseInt(value.apply("reference-length")),
                Integer.parseInt(value.apply("timeout-minutes")),
                value.apply("webhooks-type").isEmpty() ? EVERYTHING : value.apply("webhooks-type"),
                Boolean.parseBoolean(value.apply("test")),
                "trusted".equals(value.apply("absence-proof")),
                hold(value.apply("coupon-hold")),
                hold(value.apply("authorization-hold")),
                Capabilities.of(value));
    }

    /** A platform that has no such thing has no such key. */
    private static Duration hold(String duration) {
        return duration.isEmpty() ? Duration.ZERO : Duration.parse(duration);
    }
}
