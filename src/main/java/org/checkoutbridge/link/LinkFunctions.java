package org.checkoutbridge.link;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.BinaryOperator;
import net.thisptr.jackson.jq.Function;

/** The links that jq mappings write: {@code pay_url($gateway; $reference)} and its like. */
public final class LinkFunctions {

    private final LinkSigner links;

    public LinkFunctions(LinkSigner links) {
        this.links = links;
    }

    public Function pay() {
        return function(links::payUrl);
    }

    public Function back() {
        return function(links::returnUrl);
    }

    public Function webhook() {
        return function(links::webhookUrl);
    }

    private static Function function(BinaryOperator<String> link) {
        return (scope, args, input, path, output, version) -> args.get(0).apply(scope, input, gateway ->
                args.get(1).apply(scope, input, reference ->
                        output.emit(TextNode.valueOf(link.apply(gateway.asText(), reference.asText())), null)));
    }
}
