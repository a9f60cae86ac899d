package org.checkoutbridge.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the ERP was told once, as it came.
 *
 * @param door /stock, /finance or /orders
 * @param key the Idempotency-Key
 * @param performed false when the ERP refused it for the moment
 * @param inPayment whether the platform had money for the reference, or was getting some, when it came
 */
record Told(String door, String key, JsonNode body, boolean performed, boolean inPayment) {

    String action() {
        return body.path("action").asText();
    }

    /** What makes it another effect than any other of its reference; the key must be as constant as this. */
    String meaning() {
        return String.join(" ", door, action(), body.path("operationId").asText(), body.path("amount").asText(), body.path("reason").asText(),
                body.path("state").asText(), body.path("cancels").asText(), body.path("refundedTotal").asText(), body.path("holdUntil").asText(),
                body.path("cause").path("event").asText(), body.path("occurredAt").asText());
    }
}
