package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.money.Money;

/**
 * How much of an order's total is tax, where prices include it (../domain/pagoseguro.md, section 6.1): line by line, the base rounded half
 * to even and the tax what is left, so that base, tax and what is exempt are the total exactly.
 */
final class TaxSplit {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private record Part(BigDecimal rate, BigDecimal total) {}

    private final String currency;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param order sound, with every line's total
     * @param usual per cent in the price of a line that does not say
     * @param shipping per cent in the price of shipping
     */
    TaxSplit(ObjectNode order, BigDecimal usual, BigDecimal shipping) {
        this.currency = order.get("currency").textValue();
        lines(order, usual);
        parts.add(new Part(shipping, amount(order, "shipping")));
    }

    /** What the order as a whole is reduced by, or rounded, is shared by its lines. */
    private void lines(ObjectNode order, BigDecimal usual) {
        BigDecimal adjustment = amount(order, "rounding").subtract(amount(order, "discount"));
        BigDecimal all = BigDecimal.ZERO;
        for (JsonNode item : order.get("items")) {
            all = all.add(amount(item, "total"));
        }
        if (all.signum() == 0) {
            parts.add(new Part(BigDecimal.ZERO, adjustment));
            return;
        }
        BigDecimal seen = BigDecimal.ZERO;
        BigDecimal shared = BigDecimal.ZERO;
        for (JsonNode item : order.get("items")) {
            BigDecimal total = amount(item, "total");
            seen = seen.add(total);
            BigDecimal share = Money.share(adjustment, seen, all, currency).subtract(shared);
            shared = shared.add(share);
            BigDecimal rate = item.hasNonNull("taxRate") ? new BigDecimal(item.get("taxRate").asText()) : usual;
            parts.add(new Part(rate, total.add(share)));
        }
    }

    private static BigDecimal amount(JsonNode in, String field) {
        return in.hasNonNull(field) ? new BigDecimal(in.get(field).textValue()) : BigDecimal.ZERO;
    }

    /** base, tax and exempt, of the order and, without exempt, of each rate. */
    ObjectNode document() {
        BigDecimal exempt = BigDecimal.ZERO;
        TreeMap<BigDecimal, BigDecimal[]> byRate = new TreeMap<>();
        for (Part part : parts) {
            if (part.rate.signum() == 0) {
                exempt = exempt.add(part.total);
            } else if (part.total.signum() != 0) {
                BigDecimal base = Money.share(part.total, HUNDRED, HUNDRED.add(part.rate), currency);
                BigDecimal[] sums = byRate.computeIfAbsent(part.rate, rate -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                sums[0] = sums[0].add(base);
                sums[1] = sums[1].add(part.total.subtract(base));
            }
        }
        ObjectNode split = Json.MAPPER.createObjectNode();
        split.put("base", text(byRate.values().stream().map(sums -> sums[0]).reduce(BigDecimal.ZERO, BigDecimal::add)));
        split.put("tax", text(byRate.values().stream().map(sums -> sums[1]).reduce(BigDecimal.ZERO, BigDecimal::add)));
        split.put("exempt", text(exempt));
        byRate.forEach((rate, sums) -> split.withArrayProperty("rates").addObject()
                .put("rate", rate.stripTrailingZeros().toPlainString()).put("base", text(sums[0])).put("tax", text(sums[1])));
        return split;
    }

    private String text(BigDecimal amount) {
        return Money.text(amount, currency);
    }
}
