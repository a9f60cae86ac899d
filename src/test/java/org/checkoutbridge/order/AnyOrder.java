package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.runtime.JqEngine;

/**
 * What holds of any bytes that are sent as an order: it is accepted, exact to the cent, and can be sent to the platform; or it is refused,
 * for a reason that says where and repeats nothing.
 */
public final class AnyOrder {

    private static final OrderChecks CHECKS = new OrderChecks("config/schemas/order.schema.json",
            new Gateways(List.of(ConfiguredGateways.sugaway(), ConfiguredGateways.andes(), ConfiguredGateways.shipped("pagoseguro"))), "sugaway");

    private static final List<String> AMOUNTS = List.of("shipping", "discount", "rounding", "total");

    private AnyOrder() {}

    public static void fuzzerTestOneInput(byte[] sent) {
        JsonNode order;
        try {
            order = OrderReader.one(sent);
        } catch (MalformedOrder refused) {
            assertThat(refused.getMessage()).matches("[a-zA-Z0-9:, -]{1,80}");
            return;
        }
        isWhatAnotherParserReads(order, sent);
        OrderChecks.customerToLookUp(order);
        JsonNode before = order.deepCopy();
        Map<String, Object> verdict = check(order);
        assertThat(order.equals(before)).as("what was sent stays as it was").isTrue();
        ((List<?>) verdict.get("warnings")).forEach(warning -> saysWhere(order, (Map<?, ?>) warning));
        List<?> errors = (List<?>) verdict.get("errors");
        errors.forEach(error -> saysWhere(order, (Map<?, ?>) error));
        assertThat(verdict.get("accepted")).isEqualTo(errors.isEmpty());
        if (errors.isEmpty()) {
            isExact(order, Json.node(verdict.get("order")));
            isTheSameHoweverItIsWritten(order, verdict);
            canBeSentToThePlatform(Json.node(verdict.get("order")));
        }
    }

    static boolean accepted(byte[] sent) {
        try {
            return Boolean.TRUE.equals(check(OrderReader.one(sent)).get("accepted"));
        } catch (MalformedOrder refused) {
            return false;
        }
    }

    private static Map<String, Object> check(JsonNode order) {
        return CHECKS.check(order, null);
    }

    // ---- what it says

    /** Gson reads more than JSON; what both read, they read alike. */
    private static void isWhatAnotherParserReads(JsonNode order, byte[] sent) {
        String text = new String(sent, StandardCharsets.UTF_8);
        Map<String, Object> theirs;
        try {
            theirs = JSONObjectUtils.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (ParseException e) {
            return;
        }
        assertThat(alike(order, theirs)).as("read by two parsers").isTrue();
    }

    private static boolean alike(JsonNode ours, Object theirs) {
        if (theirs instanceof Map<?, ?> map) {
            return ours.isObject() && ours.size() == map.size()
                    && ours.properties().stream().allMatch(field -> map.containsKey(field.getKey()) && alike(field.getValue(), map.get(field.getKey())));
        } else if (theirs instanceof List<?> list) {
            boolean same = ours.isArray() && ours.size() == list.size();
            for (int i = 0; same && i < list.size(); i++) {
                same = alike(ours.get(i), list.get(i));
            }
            return same;
        } else if (theirs instanceof Number number) {
            return ours.isNumber() && ours.decimalValue().doubleValue() == number.doubleValue();
        } else if (theirs instanceof Boolean flag) {
            return ours.isBoolean() && ours.booleanValue() == flag;
        }
        return theirs == null ? ours.isNull() : ours.isTextual() && ours.textValue().equals(theirs);
    }

    /** A place in the order, or one that is missing in a place that is there; a code; and a sentence of ours. */
    private static void saysWhere(JsonNode order, Map<?, ?> finding) {
        JsonPointer place = JsonPointer.compile((String) finding.get("path"));
        assertThat(order.at(place).isMissingNode() && order.at(place.head()).isMissingNode()).as("%s is nowhere", place).isFalse();
        assertThat((String) finding.get("code")).matches("[A-Za-z-]{1,40}");
        assertThat((String) finding.get("message")).matches("[A-Za-z0-9 ,;.+=-]{1,120}");
    }

    // ---- what is accepted

    private static void isExact(JsonNode sent, JsonNode order) {
        int scale = Currency.getInstance(sent.get("currency").textValue()).getDefaultFractionDigits();
        BigDecimal sum = number(sent, "shipping").subtract(number(sent, "discount")).add(number(sent, "rounding"));
        for (int i = 0; i < sent.get("items").size(); i++) {
            BigDecimal line = line(sent.get("items").get(i), scale);
            sum = sum.add(line);
            isWritten(order.get("items").get(i).get("total"), line, scale);
        }
        assertThat(sum).as("lines + shipping - discount + rounding").isEqualByComparingTo(number(sent, "total"));
        assertThat(sum.signum()).isPositive();
        assertThat(number(sent, "rounding").abs()).isLessThanOrEqualTo(BigDecimal.ONE);
        AMOUNTS.stream().filter(sent::hasNonNull).forEach(amount -> isWritten(order.get(amount), number(sent, amount), scale));
        assertThat(order.get("timeoutMinutes").isInt() && order.get("timeoutMinutes").intValue() > 0).isTrue();
        if (order.has("taxSplit")) {
            JsonNode split = order.get("taxSplit");
            assertThat(number(split, "base").add(number(split, "tax")).add(number(split, "exempt"))).isEqualByComparingTo(sum);
        }
    }

    private static BigDecimal line(JsonNode item, int scale) {
        if (item.hasNonNull("total")) {
            return number(item, "total");
        }
        return item.hasNonNull("quantity") && item.hasNonNull("unitPrice")
                ? number(item, "quantity").multiply(number(item, "unitPrice")).setScale(scale, RoundingMode.HALF_UP)
                : BigDecimal.ZERO;
    }

    private static BigDecimal number(JsonNode in, String field) {
        return in.hasNonNull(field) ? new BigDecimal(in.get(field).asText()) : BigDecimal.ZERO;
    }

    private static void isWritten(JsonNode amount, BigDecimal value, int scale) {
        assertThat(amount.textValue()).matches(scale == 0 ? "-?[0-9]+" : "-?[0-9]+[.][0-9]{" + scale + "}");
        assertThat(new BigDecimal(amount.textValue())).isEqualByComparingTo(value);
    }

    private static void isTheSameHoweverItIsWritten(JsonNode sent, Map<String, Object> verdict) {
        JsonNode order = Json.node(verdict.get("order"));
        assertThat(OrderContent.hash(tree(Json.text(order)))).as("kept and read again").isEqualTo(OrderContent.hash(order));
        JsonNode again = Json.node(check(order).get("order"));
        assertThat(again.equals(order)).as("checked again").isTrue();
        try {
            byte[] other = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(backwards(sent));
            assertThat(check(OrderReader.one(other))).containsEntry("content_hash", verdict.get("content_hash"));
        } catch (JsonProcessingException | MalformedOrder e) {
            throw new AssertionError("an order that was accepted cannot be written and read", e);
        }
    }

    private static JsonNode backwards(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            ObjectNode turned = Json.MAPPER.createObjectNode();
            names.forEach(name -> turned.set(name, backwards(object.get(name))));
            return turned;
        } else if (node instanceof ArrayNode array) {
            ArrayNode same = Json.MAPPER.createArrayNode();
            array.forEach(entry -> same.add(backwards(entry)));
            return same;
        }
        return node;
    }

    private static void canBeSentToThePlatform(JsonNode order) {
        Object request = JqEngine.run("config/gateways/sugaway/order-to-checkout-request.jq", Map.of("order", order,
                "checkout", Map.of("reference", "SO-1-A1", "gateway", "sugaway", "test", false), "policy", "bridge", "version", "0.1.0"));
        JsonNode sent = tree(Json.text(request));
        assertThat(sent.get("total").decimalValue()).isEqualByComparingTo(number(order, "total"));
        for (int i = 0; i < sent.get("items").size(); i++) {
            JsonNode item = order.get("items").get(i);
            assertThat(sent.get("items").get(i).get("total").decimalValue()).isEqualByComparingTo(number(item, "total"));
            if (item.hasNonNull("quantity") && sent.get("items").get(i).has("quantity")) {
                assertThat(sent.get("items").get(i).get("quantity").decimalValue()).isEqualByComparingTo(number(item, "quantity"));
            }
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Json.tree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
