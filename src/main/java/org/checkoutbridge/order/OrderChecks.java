package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.money.Money;

/**
 * Checks an order against its schema and against what a schema cannot say, and brings it into one form: amounts as decimal text at
 * their currency's scale, each line with its total, nothing left open that has a default. All errors are found at once.
 */
public final class OrderChecks {

    private static final BigDecimal MAX_ROUNDING = BigDecimal.ONE;
    private static final Set<String> KNOWN_FIELDS = Set.of("orderId", "gateway", "currency", "customer", "items", "shipping", "discount",
            "rounding", "total", "timeoutMinutes", "webhooksType", "sources", "installments", "returnTo", "metadata");

    private static final int MAX_DIGITS = 40;

    private final JsonSchema schema;
    private final Gateways gateways;
    private final String defaultGateway;

    /** @throws IllegalArgumentException if the schema file is not one */
    public OrderChecks(String schemaFile, Gateways gateways, String defaultGateway) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        try {
            this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of(schemaFile)), InputFormat.JSON, config);
            this.schema.initializeValidators();
        } catch (IOException e) {
            throw new UncheckedIOException(schemaFile + " cannot be read", e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(schemaFile + " is no JSON Schema: " + e.getMessage(), e);
        }
        this.gateways = gateways;
        this.defaultGateway = defaultGateway;
    }

    /** The buyer's id when the order leaves the rest of the buyer to the customer table, else null. */
    public static String customerToLookUp(JsonNode order) {
        JsonNode customer = order.path("customer");
        boolean complete = customer.path("name").isTextual() && customer.path("email").isTextual()
                && customer.path("identification").isTextual();
        return !complete && customer.path("id").isTextual() ? customer.path("id").textValue() : null;
    }

    /**
     * @param sent an order as it was sent
     * @param customer what the customer table knows of its buyer, or null
     * @return an {@link OrderVerdict}, as a document
     */
    public Map<String, Object> check(JsonNode sent, Map<String, Object> customer) {
        return Json.document(new Check(sent, customer).verdict());
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private final class Check {

        private final JsonNode sent;
        private final ObjectNode order;
        private final List<OrderError> errors = new ArrayList<>();
        private final List<OrderError> warnings = new ArrayList<>();

        Check(JsonNode sent, Map<String, Object> customer) {
            this.sent = sent;
            this.order = sent.isObject() ? ((ObjectNode) sent).deepCopy() : Json.MAPPER.createObjectNode();
            if (customer != null && order.path("customer") instanceof ObjectNode buyer) {
                customer.forEach((field, value) -> {
                    if (value != null && !buyer.hasNonNull(field)) {
                        buyer.put(field, value.toString());
                    }
                });
            }
        }

        OrderVerdict verdict() {
            leaves(order, "");
            if (errors.stream().anyMatch(error -> "number".equals(error.code()))) {
                return new OrderVerdict(errors, List.of(), order, null); // too large to be counted with at all
            }
            schema.validate(order).forEach(this::shapeError);
            CardNumbers.find(sent, path -> error(path, "card-number", "looks like a card number; card numbers are never accepted"));
            if (sent.isObject()) {
                facts();
            }
            if (!errors.isEmpty()) {
                return new OrderVerdict(errors, warnings, order, null);
            }
            String hash = contentHash();
            fillIn();
            return new OrderVerdict(List.of(), warnings, order, hash);
        }

        private void shapeError(ValidationMessage message) {
            String path = message.getInstanceLocation().toString();
            if ("required".equals(message.getType()) && message.getProperty() != null) {
                path += "/" + escaped(message.getProperty());
            }
            if (!sound(path)) {
                return; // one error for one place is enough
            }
            String shape = message.getSchemaLocation().toString();
            if (shape.contains("/$defs/quantity/")) {
                error(path, "quantity", "is above zero, in plain digits, with at most three decimals");
            } else if (shape.contains("/$defs/amount/") || shape.contains("/$defs/signedAmount/")) {
                error(path, "amount", "is not an amount in plain digits with a dot");
            } else {
                error(path, message.getType(), text(message));
            }
        }

        /** The validator's own words, where they cannot repeat a value. */
        private String text(ValidationMessage message) {
            return switch (message.getType()) {
                case "required" -> "is required";
                case "type" -> "has the wrong type";
                case "pattern" -> "does not have the right form";
                case "enum" -> "is none of the values that are allowed";
                case "minLength", "maxLength" -> "is too short or too long";
                case "minimum", "exclusiveMinimum" -> "is too small";
                case "maximum", "exclusiveMaximum" -> "is too large";
                case "minItems", "maxItems", "maxProperties" -> "has too few or too many entries";
                default -> "is not allowed";
            };
        }

        private void error(String path, String code, String message) {
            errors.add(new OrderError(path, code, message));
        }

        private boolean sound(String path) {
            return errors.stream().noneMatch(error -> error.path().equals(path) || error.path().startsWith(path + "/"));
        }

        /** What no text and no number in an order may be, wherever it stands. */
        private void leaves(JsonNode node, String path) {
            if (node.isTextual() && node.textValue().codePoints().anyMatch(c -> forbidden(c, path))) {
                error(path, "control-character", "has a character that no text has");
            } else if (node.isNumber() && (Math.abs((long) node.decimalValue().scale()) > MAX_DIGITS || node.decimalValue().precision() > MAX_DIGITS)) {
                error(path, "number", "has too many digits");
            }
            if (node.isObject()) {
                node.properties().forEach(field -> leaves(field.getValue(), path + "/" + escaped(field.getKey())));
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                leaves(node.get(i), path + "/" + i);
            }
        }

        private boolean forbidden(int c, String path) {
            boolean lineInNote = path.startsWith("/metadata/") && (c == '\n' || c == '\r' || c == '\t');
            return Character.isISOControl(c) && !lineInNote || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        }

        private void facts() {
            order.fieldNames().forEachRemaining(name -> {
                if (!KNOWN_FIELDS.contains(name)) {
                    warnings.add(new OrderError("/" + escaped(name), "unknown-field", "is not a field of an order"));
                }
            });
            customer();
            Gateway gateway = gateway();
            if (gateway == null || !sound("/currency")) {
                return;
            }
            String currency = order.path("currency").textValue();
            if (!gateway.currencies().contains(currency)) {
                error("/currency", "currency", "this gateway takes " + String.join(", ", gateway.currencies()));
                return;
            }
            money(currency);
        }

        private Gateway gateway() {
            if (!sound("/gateway")) {
                return null;
            }
            String name = order.hasNonNull("gateway") ? order.get("gateway").textValue() : defaultGateway;
            if (!gateways.has(name)) {
                error("/gateway", "unknown-gateway", "no such gateway is configured");
                return null;
            }
            order.put("gateway", name);
            return gateways.get(name);
        }

        private void customer() {
            JsonNode customer = order.path("customer");
            if (!customer.isObject()) {
                return;
            }
            boolean byId = customerToLookUp(sent) != null;
            for (String field : List.of("name", "email", "identification")) {
                if (!customer.hasNonNull(field)) {
                    if (byId) {
                        error("/customer/id", "unknown-customer", "the customer table does not know enough of this customer");
                        return;
                    }
                    error("/customer/" + field, "required", "is required");
                }
            }
            JsonNode number = customer.path("identification");
            if (number.isTextual() && sound("/customer/documentType") && sound("/customer/identification")) {
                Identification.problem(customer.path("documentType").textValue(), number.textValue())
                        .ifPresent(problem -> error("/customer/identification", "identification", problem));
            }
        }

        private void money(String currency) {
            BigDecimal sum = BigDecimal.ZERO;
            boolean countable = true;
            JsonNode items = order.path("items");
            for (int i = 0; items.isArray() && i < items.size(); i++) {
                if (items.get(i) instanceof ObjectNode item) {
                    BigDecimal line = line(item, "/items/" + i, currency);
                    countable &= line != null;
                    sum = line == null ? sum : sum.add(line);
                }
            }
            BigDecimal shipping = amount(order, "shipping", currency);
            BigDecimal discount = amount(order, "discount", currency);
            BigDecimal rounding = amount(order, "rounding", currency);
            BigDecimal total = amount(order, "total", currency);
            if (rounding != null && rounding.abs().compareTo(MAX_ROUNDING) > 0) {
                error("/rounding", "rounding", "rounding is at most 1.00 either way");
            }
            if (total != null && order.has("total") && total.signum() <= 0) {
                error("/total", "total", "must be above zero");
                return;
            }
            if (!countable || shipping == null || discount == null || rounding == null || total == null || !items.isArray()) {
                return;
            }
            if (!Money.same(sum.add(shipping).subtract(discount).add(rounding), total)) {
                error("/total", "total", "lines + shipping - discount + rounding is another total");
            }
        }

        /** A line's total, or null when it cannot be told; written back in one form. */
        private BigDecimal line(ObjectNode item, String path, String currency) {
            boolean subscription = "subscription".equals(item.path("type").textValue());
            if (subscription && !item.hasNonNull("reference")) {
                error(path + "/reference", "required", "a subscription names the subscription that it is for");
            }
            image(item, path);
            BigDecimal unitPrice = amount(item, path, "unitPrice", currency);
            BigDecimal given = amount(item, path, "total", currency);
            BigDecimal quantity = quantity(item, path);
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
                error(path + "/total", "required", "a line has a total, or a quantity and a unitPrice");
                return null;
            }
            item.put("total", Money.text(line, currency));
            return line;
        }

        private void image(ObjectNode item, String path) {
            JsonNode image = item.path("image");
            if (image.isTextual() && !image.textValue().matches("https://[^\\s<>\"]+")) {
                item.remove("image");
                warnings.add(new OrderError(path + "/image", "image", "is not https and was left out"));
            }
        }

        private BigDecimal quantity(ObjectNode item, String path) {
            if (!sound(path + "/quantity")) {
                return null;
            }
            if (!item.hasNonNull("quantity")) {
                return BigDecimal.ONE;
            }
            BigDecimal quantity = decimal(item.get("quantity"));
            if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 3) {
                error(path + "/quantity", "quantity", "is above zero, with at most three decimals");
                return null;
            }
            item.put("quantity", quantity.stripTrailingZeros().toPlainString());
            return quantity;
        }

        private BigDecimal amount(ObjectNode in, String field, String currency) {
            return amount(in, "", field, currency);
        }

        /** The amount, zero when it is not given, null when it is wrong; written back in one form. */
        private BigDecimal amount(ObjectNode in, String path, String field, String currency) {
            if (!sound(path + "/" + field)) {
                return null;
            }
            if (!in.hasNonNull(field)) {
                return BigDecimal.ZERO;
            }
            BigDecimal amount = decimal(in.get(field));
            if (!Money.fits(amount, currency)) {
                error(path + "/" + field, "decimals", currency + " has " + Money.scale(currency) + " decimals");
                return null;
            }
            in.put(field, Money.text(amount, currency));
            return amount;
        }

        private BigDecimal decimal(JsonNode number) {
            return number.isTextual() ? new BigDecimal(number.textValue()) : number.decimalValue();
        }

        /** Over what the ERP said: a customer table that learns does not change an order. */
        private String contentHash() {
            ObjectNode said = order.deepCopy();
            said.set("customer", sent.get("customer"));
            return OrderContent.hash(said);
        }

        private void fillIn() {
            Gateway gateway = gateways.get(order.get("gateway").textValue());
            if (!order.hasNonNull("timeoutMinutes")) {
                order.put("timeoutMinutes", gateway.timeoutMinutes());
            }
            if (!order.hasNonNull("webhooksType")) {
                order.put("webhooksType", gateway.webhooksType());
            }
            ((ArrayNode) order.get("items")).forEach(item -> {
                if (!item.hasNonNull("type")) {
                    ((ObjectNode) item).put("type", "product");
                }
            });
        }
    }
}
