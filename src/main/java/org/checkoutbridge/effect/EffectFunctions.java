package org.checkoutbridge.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;

/** What jq mappings of effects call. */
public final class EffectFunctions {

    private EffectFunctions() {}

    /** {@code effect_id($reference; $action; $operation; $movement)}: see {@link EffectKey#of}. */
    public static Function id() {
        return (scope, args, input, path, output, version) -> {
            List<String> parts = new ArrayList<>();
            for (Expression arg : args) {
                arg.apply(scope, input, part -> parts.add(text(part)));
            }
            output.emit(TextNode.valueOf(EffectKey.of(parts.get(0), parts.get(1), parts.get(2), parts.get(3))), null);
        };
    }

    private static String text(JsonNode part) {
        return part.isNull() ? null : part.asText();
    }
}
