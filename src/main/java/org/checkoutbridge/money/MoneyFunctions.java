package org.checkoutbridge.money;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import net.thisptr.jackson.jq.Function;

/** What jq mappings may do with money: write it. They never count with it. */
public final class MoneyFunctions {

    private MoneyFunctions() {}

    /** {@code .total | money("ARS")}: the amount as text at its currency's scale, {@code "18450.50"}. */
    public static Function text() {
        return function((amount, currency) -> TextNode.valueOf(Money.text(amount, currency)));
    }

    /** {@code .total | number("ARS")}: the same as a JSON number, {@code 18450.50}. */
    public static Function number() {
        return function((amount, currency) -> DecimalNode.valueOf(Money.rounded(amount, currency)));
    }

    private static Function function(BiFunction<BigDecimal, String, JsonNode> write) {
        return (scope, args, input, path, output, version) -> args.get(0).apply(scope, input, currency -> {
            boolean nothing = input.isNull() || input.isTextual() && input.textValue().isBlank();
            BigDecimal amount = nothing ? null : input.isTextual() ? new BigDecimal(input.textValue().trim()) : input.decimalValue();
            output.emit(amount == null ? NullNode.getInstance() : write.apply(amount, currency.asText()), null);
        });
    }
}
