package org.checkoutbridge.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/** A link that jq mappings write: {@code pay_url($gateway; $reference)} and its like. */
public final class LinkFunction implements Function {

    private final LinkSigner links;
    private final LinkSigner.Label label;

    /** @param label PAY, RETURN, WEBHOOK or ACCOUNT */
    public LinkFunction(LinkSigner links, String label) {
        this.links = links;
        this.label = LinkSigner.Label.valueOf(label);
    }

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode input, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        args.get(0).apply(scope, input, gateway -> args.get(1).apply(scope, input, reference ->
                output.emit(TextNode.valueOf(links.url(label, gateway.asText(), reference.asText())), null)));
    }
}
