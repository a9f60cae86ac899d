package org.checkoutbridge.payment;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import net.thisptr.jackson.jq.Function;
import org.checkoutbridge.document.Json;

/** What jq mappings ask of the times that platforms write. */
public final class PlatformTime {

    private PlatformTime() {}

    /** {@code .updated | instant}: the text itself, or null when a payment event could not be read with it: {@code 2026-02-30T12:00:00Z}. */
    public static Function instant() {
        return (scope, args, input, path, output, version) -> output.emit(isOne(input.asText()) ? input : NullNode.getInstance(), null);
    }

    private static boolean isOne(String text) {
        try {
            return Json.read(text, Instant.class) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
