package org.checkoutbridge.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * By what an order is found without keeping whose it is: {@code buyer_key("email"; .email)} is an HMAC under the site's search key of the
 * kind and the value, written in one way. Nothing for an empty value, or where the site has no such key.
 */
public final class BuyerKey implements Function {

    private final Secret secret;

    /** @param key {@code console.search-key}; empty: nobody is found by what he is */
    public BuyerKey(String key) {
        this.secret = key.isBlank() ? null : new Secret(key.trim(), "buyer");
    }

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode input, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        args.get(0).apply(scope, input, kind -> args.get(1).apply(scope, input, value -> {
            String key = of(kind.asText(), value.isTextual() ? value.textValue() : "");
            if (key != null) {
                output.emit(TextNode.valueOf(key), null);
            }
        }));
    }

    /** Names the key itself, without telling it; empty without one. */
    public String id() {
        return secret == null ? "" : secret.mac("id").substring(0, 12);
    }

    private String of(String kind, String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        String one = "email".equals(kind) ? plain : plain.replaceAll("[^\\p{L}\\p{N}]", "");
        return secret == null || one.isEmpty() ? null : secret.mac(kind, one);
    }
}
