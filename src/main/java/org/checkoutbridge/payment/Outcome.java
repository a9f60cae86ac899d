package org.checkoutbridge.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.checkoutbridge.money.Money;

/**
 * Something that has happened to a checkout and has consequences: what {@code routes/payments/route-by-status} routes by, and
 * what the contract's effects are made from. Its facts bear the names that the mappings in {@code config/erp} read.
 */
public final class Outcome {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final String currency;

    /**
     * @param happened what, in the words of {@code route-by-status}
     * @param cause the contract's word for the cause
     */
    Outcome(Checkout checkout, PaymentEvent event, String happened, String cause) {
        this.currency = checkout.currency();
        facts.put("happened", happened);
        facts.put("event", cause);
        facts.put("gateway", checkout.gateway());
        facts.put("reference", checkout.reference());
        facts.put("erp_order_id", checkout.erpOrderId());
        facts.put("platform_checkout_id", checkout.platformCheckoutId());
        facts.put("test", checkout.test());
        facts.put("superseded", checkout.superseded());
        facts.put("stock", checkout.stock());
        facts.put("occurred_at", (event.updated() == null ? checkout.now() : event.updated()).toString());
        facts.put("status_code", event.statusCode());
        facts.put("type", event.type() == null ? "none" : event.type());
        facts.put("currency", checkout.currency());
        facts.put("order_total", Money.text(checkout.total(), currency));
        facts.put("late", false);
        facts.put("again", false);
        facts.put("movement", "");
    }

    /** The operation that it is about, with what is known of how it was paid. */
    Outcome about(Operation operation) {
        facts.put("operation_id", operation.operationId());
        facts.put("approval_number", operation.approvalNumber());
        facts.put("method", operation.method());
        facts.put("payment_url", operation.paymentUrl());
        if (operation.type() != null) {
            facts.put("type", operation.type());
        }
        return this;
    }

    Outcome amount(BigDecimal amount) {
        return with("amount", Money.text(amount, currency));
    }

    Outcome holdUntil(Instant until) {
        return with("hold_until", until.toString());
    }

    /** What tells two outcomes of one kind and one operation apart. */
    Outcome movement(String movement) {
        return with("movement", movement);
    }

    Outcome with(String fact, Object value) {
        facts.put(fact, value);
        return this;
    }

    /** Nobody is told of it, and nothing but this checkout's own row says so. */
    boolean only() {
        return "attempt-failed".equals(facts.get("happened"));
    }

    @JsonValue
    public Map<String, Object> facts() {
        return facts;
    }
}
