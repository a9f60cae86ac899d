package org.checkoutbridge.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Capabilities;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;

/**
 * Checks an order against its schema and against what a schema cannot say, and brings it into one form: amounts as decimal text at
 * their currency's scale, each line with its total, nothing left open that has a default. All errors are found at once.
 */
public final class OrderChecks {

    private final OrderShape shape;
    private final Gateways gateways;
    private final String defaultGateway;

    /** @throws IllegalArgumentException if the schema file is not one */
    public OrderChecks(String schemaFile, Gateways gateways, String defaultGateway) {
        this.shape = new OrderShape(schemaFile);
        this.gateways = gateways;
        this.defaultGateway = defaultGateway;
    }

    /** The buyer's id when the order leaves the rest of the buyer to the customer table, else null; also null when it is no text. */
    public static String customerToLookUp(JsonNode order) {
        JsonNode customer = order.path("customer");
        boolean complete = customer.path("name").isTextual() && customer.path("email").isTextual()
                && customer.path("identification").isTextual();
        return !complete && OrderShape.isText(customer.path("id")) ? customer.path("id").textValue() : null;
    }

    /**
     * @param sent an order as it was sent
     * @param customer what the customer table knows of its buyer, or null
     * @return an {@link OrderVerdict}, as a document
     */
    public Map<String, Object> check(JsonNode sent, Map<String, Object> customer) {
        return Json.document(new Check(sent, customer).verdict());
    }

    private final class Check {

        private final JsonNode sent;
        private final ObjectNode order;
        private final Findings findings = new Findings();

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
            if (!shape.check(order, findings)) {
                return new OrderVerdict(findings.errors(), List.of(), order, null);
            }
            CardNumbers.find(sent, path -> findings.error(path, "card-number", "looks like a card number; card numbers are never accepted"));
            if (sent.isObject()) {
                facts();
            }
            if (!findings.errors().isEmpty()) {
                return new OrderVerdict(findings.errors(), findings.warnings(), order, null);
            }
            String hash = contentHash();
            fillIn();
            return new OrderVerdict(List.of(), findings.warnings(), order, hash);
        }

        private void facts() {
            order.fieldNames().forEachRemaining(name -> {
                if (!shape.hasField(name)) {
                    findings.warning(Findings.step(name), "unknown-field", "is not a field of an order");
                }
            });
            customer();
            items();
            Gateway gateway = gateway();
            if (gateway == null || !findings.sound("/currency")) {
                return;
            }
            String currency = order.path("currency").textValue();
            if (!gateway.currencies().contains(currency)) {
                findings.error("/currency", "currency", "this gateway takes " + String.join(", ", gateway.currencies()));
                return;
            }
            new OrderSums(order, currency, findings).check();
        }

        private Gateway gateway() {
            if (!findings.sound("/gateway")) {
                return null;
            }
            String name = order.hasNonNull("gateway") ? order.get("gateway").textValue() : defaultGateway;
            if (!gateways.has(name)) {
                findings.error("/gateway", "unknown-gateway", "no such gateway is configured");
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
                        findings.error("/customer/id", "unknown-customer", "the customer table does not know enough of this customer");
                        return;
                    }
                    findings.error("/customer/" + field, "required", "is required");
                }
            }
            JsonNode number = customer.path("identification");
            if (number.isTextual() && findings.sound("/customer/documentType") && findings.sound("/customer/identification")) {
                Identification.problem(customer.path("documentType").textValue(), number.textValue())
                        .ifPresent(problem -> findings.error("/customer/identification", "identification", problem));
            }
        }

        private void items() {
            JsonNode items = order.path("items");
            for (int i = 0; items.isArray() && i < items.size(); i++) {
                if (items.get(i) instanceof ObjectNode item) {
                    item(item, "/items/" + i);
                }
            }
        }

        private void item(ObjectNode item, String path) {
            if ("subscription".equals(item.path("type").textValue()) && !item.hasNonNull("reference")) {
                findings.error(path + "/reference", "required", "a subscription names the subscription that it is for");
            }
            JsonNode image = item.path("image");
            if (image.isTextual() && !image.textValue().matches("https://[^\\s<>\"]+")) {
                item.remove("image");
                findings.warning(path + "/image", "image", "is not https and was left out");
            }
        }

        /**
         * Over what the ERP said: a customer table that learns does not change an order. What is left out is the same as what means
         * nothing when it is written down.
         */
        private String contentHash() {
            ObjectNode said = order.deepCopy();
            said.set("customer", sent.get("customer"));
            List.of("shipping", "discount", "rounding").forEach(amount -> {
                if (said.hasNonNull(amount) && new BigDecimal(said.get(amount).textValue()).signum() == 0) {
                    said.remove(amount);
                }
            });
            said.get("items").forEach(item -> {
                if ("product".equals(item.path("type").textValue())) {
                    ((ObjectNode) item).remove("type");
                }
            });
            return OrderContent.hash(said);
        }

        private void fillIn() {
            Gateway gateway = gateways.get(order.get("gateway").textValue());
            boolean timed = order.hasNonNull("timeoutMinutes"); // 60.0 is an integer to JSON Schema, but not to every platform
            order.put("timeoutMinutes", timed ? order.get("timeoutMinutes").intValue() : gateway.timeoutMinutes());
            if (!order.hasNonNull("webhooksType")) {
                order.put("webhooksType", gateway.webhooksType());
            }
            ((ArrayNode) order.get("items")).forEach(item -> {
                if (!item.hasNonNull("type")) {
                    ((ObjectNode) item).put("type", "product");
                }
            });
            Capabilities needs = gateway.capabilities();
            if (needs.taxRate() != null) {
                BigDecimal shipping = needs.shippingTaxRate() == null ? needs.taxRate() : needs.shippingTaxRate();
                order.set("taxSplit", new TaxSplit(order, needs.taxRate(), shipping).document());
            }
        }
    }
}
