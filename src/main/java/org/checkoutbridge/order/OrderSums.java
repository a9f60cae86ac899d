package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.checkoutbridge.money.Money;

/** The money of an order: that its lines, shipping, discount and rounding are its total, to the cent. */
final class OrderSums {

    private static final BigDecimal MAX_ROUNDING = BigDecimal.ONE;

    private final ObjectNode order;
    private final String currency;
    private final Findings findings;

    OrderSums(ObjectNode order, String currency, Findings findings) {
        this.order = order;
        this.currency = currency;
        this.findings = findings;
    }

    /** Counts the order, and writes amounts, quantities and lines back in one form. */
    void check() {
        BigDecimal sum = BigDecimal.ZERO;
        boolean countable = true;
        JsonNode items = order.path("items");
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            if (items.get(i) instanceof ObjectNode item) {
                BigDecimal line = line(item, "/items/" + i);
                countable &= line != null;
                sum = line == null ? sum : sum.add(line);
            }
        }
        BigDecimal shipping = amount(order, "shipping");
        BigDecimal discount = amount(order, "discount");
        BigDecimal rounding = amount(order, "rounding");
        BigDecimal total = amount(order, "total");
        if (rounding != null && rounding.abs().compareTo(MAX_ROUNDING) > 0) {
            findings.error("/rounding", "rounding", "rounding is at most 1.00 either way");
        }
        if (total != null && order.has("total") && total.signum() <= 0) {
            findings.error("/total", "total", "must be above zero");
            return;
        }
        if (!countable || shipping == null || discount == null || rounding == null || total == null || !items.isArray()) {
            return;
        }
        if (!Money.same(sum.add(shipping).subtract(discount).add(rounding), total)) {
            findings.error("/total", "total", "lines + shipping - discount + rounding is another total");
        }
    }

    /** A line's total, or null when it cannot be told; written back in one form. */
    private BigDecimal line(ObjectNode item, String path) {
        boolean subscription = "subscription".equals(item.path("type").textValue());
        BigDecimal unitPrice = amount(item, path, "unitPrice");
        BigDecimal given = amount(item, path, "total");
        BigDecimal quantity = quantity(item, path);
        taxRate(item, path);
        if (given == null || unitPrice == null || quantity == null) {
            return null;
        }
        BigDecimal line;
        if (item.hasNonNull("total")) {
            line = given;
        } else if (item.hasNonNull("unitPrice") && item.hasNonNull("quantity")) {
            line = Money.rounded(quantity.multiply(unitPrice), currency);
        } else if (subscription) {
            line = BigDecimal.ZERO;
        } else {
            findings.error(path + "/total", "required", "a line has a total, or a quantity and a unitPrice");
            return null;
        }
        item.put("total", Money.text(line, currency));
        return line;
    }

    private BigDecimal quantity(ObjectNode item, String path) {
        if (!findings.sound(path + "/quantity")) {
            return null;
        }
        if (!item.hasNonNull("quantity")) {
            return BigDecimal.ONE;
        }
        BigDecimal quantity = decimal(item.get("quantity"));
        if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 3) {
            findings.error(path + "/quantity", "quantity", "is above zero, with at most three decimals");
            return null;
        }
        item.put("quantity", plain(quantity));
        return quantity;
    }

    private void taxRate(ObjectNode item, String path) {
        if (item.hasNonNull("taxRate") && findings.sound(path + "/taxRate")) {
            item.put("taxRate", plain(decimal(item.get("taxRate"))));
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private BigDecimal amount(ObjectNode in, String field) {
        return amount(in, "", field);
    }

    /** The amount, zero when it is not given, null when it is wrong; written back in one form. */
    private BigDecimal amount(ObjectNode in, String path, String field) {
        if (!findings.sound(path + "/" + field)) {
            return null;
        }
        if (!in.hasNonNull(field)) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount = decimal(in.get(field));
        if (!Money.fits(amount, currency)) {
            findings.error(path + "/" + field, "decimals", currency + " has " + Money.scale(currency) + " decimals");
            return null;
        }
        in.put(field, Money.text(amount, currency));
        return amount;
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.isTextual() ? new BigDecimal(number.textValue()) : number.decimalValue();
    }
}
