package org.checkoutbridge.payment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.checkoutbridge.document.Json;

/** A payment event in the making, as a document: what a mapping hands to the rules. */
record Report(Map<String, Object> fields) {

    static final String REFERENCE = "SO-1-A1";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** What the platform answers about an operation of 100.00 ARS, paid by card. */
    static Report queried(String operationId, String code) {
        return new Report(Map.of("event", "operation", "source", "query", "evidence", "queried", "reference", REFERENCE,
                "operation_id", operationId, "kind", operationId.startsWith("CHD-") ? "child" : "payment", "status_code", code,
                "type", "card"))
                .with("total", "100.00").with("currency", "ARS");
    }

    /** The same from a message whose signature does not cover what it says. */
    static Report unsigned(String operationId, String code) {
        return queried(operationId, code).with("source", "webhook").with("evidence", "unsigned");
    }

    static Report of(String event) {
        return new Report(Map.of("event", event, "source", "query", "evidence", "queried"));
    }

    /** The end of a question that was due and that the platform answered with a list, which may be believed. */
    static Report proven() {
        return of("checked").with("scheduled", true).with("asked", true).with("proven", true);
    }

    /** The end of a question that was due and that the platform did not answer. */
    static Report notAsked() {
        return of("checked").with("scheduled", true).with("asked", false).with("proven", false);
    }

    static Report opened(String platformCheckoutId) {
        return of("opened").with("source", "creation").with("platform_checkout_id", platformCheckoutId)
                .with("checkout_url", "https://platform.example/" + platformCheckoutId);
    }

    Report with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Report(more);
    }

    Report total(String total) {
        return with("total", total);
    }

    /** The platform's time of the change, in seconds after noon. */
    Report at(int second) {
        return with("updated", NOON.plusSeconds(second).toString());
    }

    Report unsigned() {
        return with("source", "webhook").with("evidence", "unsigned");
    }

    Report queried() {
        return with("source", "query").with("evidence", "queried");
    }

    Report twoStep() {
        return with("two_step", true);
    }

    PaymentEvent event() {
        return Json.read(fields, PaymentEvent.class);
    }
}
