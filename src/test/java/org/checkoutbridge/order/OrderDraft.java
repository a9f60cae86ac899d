package org.checkoutbridge.order;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.ConfiguredGateways;

/** An order in the making, and what the checks say of it. Places are JSON pointers, values are JSON. */
final class OrderDraft {

    static final OrderChecks CHECKS = new OrderChecks("config/schemas/order.schema.json", ConfiguredGateways.all(), "sugaway");

    /** The contract's example. */
    private static final String EXAMPLE = """
            {
              "orderId": "SO-2025-004812", "gateway": "sugaway", "currency": "ARS",
              "customer": {"id": "C-481", "name": "María José Peña", "email": "mariajose.pena@example.com",
                           "documentType": "DNI", "identification": "30123456", "phone": "1155550123"},
              "items": [
                {"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "2", "unitPrice": "7624.38", "taxRate": "21",
                 "image": "https://shop.example/caf.jpg"},
                {"type": "subscription", "reference": "subscriptionUid1", "description": "Club del café", "total": "0.00"}
              ],
              "shipping": "3201.74", "discount": "0.00", "rounding": "0.00", "total": "18450.50",
              "timeoutMinutes": 60, "webhooksType": "all",
              "sources": ["visa", "mastercard"], "installments": ["-ahora_12", "+uid:xpdhremog7"],
              "returnTo": "https://shop.example/thanks", "metadata": {"channel": "web"}
            }""";

    private static final String SMALLEST = """
            {
              "orderId": "SO-1", "currency": "ARS",
              "customer": {"name": "Ana", "email": "ana@example.com", "identification": "30123456"},
              "items": [{"description": "Café", "total": "10.00"}],
              "total": "10.00"
            }""";

    private final ObjectNode order;

    private OrderDraft(String json) {
        this.order = (ObjectNode) json(json);
    }

    static OrderDraft example() {
        return new OrderDraft(EXAMPLE);
    }

    /** Only what is required: one line of 10.00 ARS. */
    static OrderDraft smallest() {
        return new OrderDraft(SMALLEST);
    }

    /** The smallest order for another gateway. */
    static OrderDraft andes(String currency, String total) {
        return smallest().with("/gateway", "\"andes\"").text("/currency", currency).with("/items/0/total", total).with("/total", total);
    }

    OrderDraft with(String pointer, String json) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = order.at(at.head());
        if (parent instanceof ArrayNode list) {
            int index = at.last().getMatchingIndex();
            if (index == list.size()) {
                list.add(json(json));
            } else {
                list.set(index, json(json));
            }
        } else {
            ((ObjectNode) parent).set(at.last().getMatchingProperty(), json(json));
        }
        return this;
    }

    OrderDraft text(String pointer, String value) {
        return with(pointer, Json.text(value));
    }

    OrderDraft without(String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) order.at(at.head())).remove(at.last().getMatchingProperty());
        return this;
    }

    JsonNode json() {
        return order;
    }

    OrderVerdict check() {
        return check(null);
    }

    OrderVerdict check(Map<String, Object> customer) {
        return Json.read(CHECKS.check(order, customer), OrderVerdict.class);
    }

    /** What is wrong with it, each as {@code path code}. */
    List<String> errors() {
        return check().errors().stream().map(error -> error.path() + " " + error.code()).toList();
    }

    static JsonNode json(String text) {
        try {
            return Json.tree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
