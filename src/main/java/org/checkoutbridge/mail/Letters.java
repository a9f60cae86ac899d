package org.checkoutbridge.mail;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.link.LinkSigner;
import org.checkoutbridge.page.Readable;
import org.checkoutbridge.page.Templates;

/**
 * Writes the mails to buyers and to the merchant: purchase reference, approval number, state, amount with currency, date with zone,
 * method with last four, and what to do next (seed of Pago Seguro, step 5).
 */
public final class Letters {

    private final Templates site;
    private final Gateways gateways;
    private final ZoneId zone;
    private final LinkSigner links;
    private final String from;
    private final String merchantTo;

    public Letters(Templates site, Gateways gateways, LinkSigner links, String timeZone, String from, String merchantTo) {
        this.site = site;
        this.gateways = gateways;
        this.zone = ZoneId.of(timeZone);
        this.links = links;
        this.from = from;
        this.merchantTo = merchantTo;
    }

    /**
     * @param letter the body of a mail effect
     * @param recipient order and checkout, read when it is sent
     * @return to, from, subject, text, html, message_id; the id is the same on every attempt (RFC 5322, section 3.6.4)
     */
    public Map<String, String> write(Map<String, Object> letter, Map<String, Object> recipient) {
        Map<?, ?> order = (Map<?, ?>) recipient.get("order");
        Map<?, ?> customer = (Map<?, ?>) order.get("customer");
        Map<?, ?> checkout = (Map<?, ?>) recipient.get("checkout");
        boolean toBuyer = "buyer".equals(letter.get("audience"));
        Templates templates = toBuyer ? site.in(gateways.locale((String) checkout.get("gateway"))) : site;
        Readable readable = new Readable(templates.locale(), zone);
        Map<String, String> words = templates.words();
        String kind = letter.get("audience") + "-" + letter.get("letter");

        Map<String, Object> model = new HashMap<>();
        model.put("kind", kind);
        model.put("toBuyer", toBuyer);
        model.put("buyer", customer.get("name"));
        model.put("buyerMail", customer.get("email"));
        model.put("facts", facts(letter, order, checkout, words, readable));
        model.put("test", Boolean.TRUE.equals(letter.get("test")));
        model.put("reason", letter.get("reason") == null ? null : word(words, "reason." + letter.get("reason")));
        model.put("link", link(kind, letter, checkout));

        Map<String, String> mail = new LinkedHashMap<>();
        mail.put("to", oneLine(toBuyer ? customer.get("email") : merchantTo));
        mail.put("from", from);
        mail.put("subject", oneLine((Boolean.TRUE.equals(letter.get("test")) ? "[TEST] " : "")
                + word(words, kind + ".subject") + " · " + order.get("orderId")));
        mail.put("text", templates.render("letter.ftl", model));
        mail.put("html", templates.render("letter.ftlh", model));
        mail.put("message_id", "<" + letter.get("effectId") + "@" + from.substring(from.indexOf('@') + 1) + ">");
        return mail;
    }

    /** What every letter tells, by its label, in order; what is not known is left out. */
    private Map<String, String> facts(Map<String, Object> letter, Map<?, ?> order, Map<?, ?> checkout, Map<String, String> words,
            Readable readable) {
        String currency = Objects.toString(letter.get("currency"), (String) checkout.get("currency"));
        Object amount = letter.get("amount") == null ? checkout.get("total") : letter.get("amount");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(word(words, "label.order"), (String) order.get("orderId"));
        facts.put(word(words, "label.reference"), (String) checkout.get("reference"));
        facts.put(word(words, "label.state"), word(words, "state." + letter.get("letter")));
        facts.put(word(words, "label.amount"), readable.amount(new BigDecimal(amount.toString()), currency));
        boolean whole = new BigDecimal(amount.toString()).compareTo(new BigDecimal(checkout.get("total").toString())) == 0;
        if (whole && order.get("taxSplit") instanceof Map<?, ?> split) {
            facts.put(word(words, "label.base"), readable.amount(new BigDecimal(split.get("base").toString()), (String) checkout.get("currency")));
            facts.put(word(words, "label.tax"), readable.amount(new BigDecimal(split.get("tax").toString()), (String) checkout.get("currency")));
        }
        facts.put(word(words, "label.date"), readable.time(letter.get("occurredAt")));
        if (letter.get("approvalNumber") != null) {
            facts.put(word(words, "label.approval"), letter.get("approvalNumber").toString());
        }
        if (letter.get("operationId") != null) {
            facts.put(word(words, "label.operation"), letter.get("operationId").toString());
        }
        String method = method((Map<?, ?>) letter.get("method"), words);
        if (method != null) {
            facts.put(word(words, "label.method"), method);
        }
        return facts;
    }

    private static String method(Map<?, ?> method, Map<String, String> words) {
        if (method == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(word(words, "method." + method.get("type")));
        if (method.get("brand") != null) {
            String brand = method.get("brand").toString();
            text.append(" ").append(brand.isEmpty() ? "" : Character.toUpperCase(brand.charAt(0)) + brand.substring(1));
        }
        if (method.get("last4") != null) {
            text.append(" •••• ").append(method.get("last4"));
        }
        if (method.get("installments") instanceof Number count && count.intValue() > 1) {
            text.append(", ").append(count).append(" ").append(word(words, "label.installments"));
        }
        return text.toString();
    }

    /** Where the reader goes next, when there is somewhere. */
    private String link(String kind, Map<String, Object> letter, Map<?, ?> checkout) {
        return switch (kind) {
            case "buyer-link", "buyer-rejected" -> links.payUrl((String) checkout.get("gateway"), (String) checkout.get("reference"));
            case "buyer-waiting" -> (String) letter.get("paymentUrl");
            default -> null;
        };
    }

    private static String word(Map<String, String> words, String key) {
        return words.getOrDefault(key, key);
    }

    /** A header's value is one line: nothing that came from outside can begin another. */
    private static String oneLine(Object value) {
        return value.toString().replaceAll("[\\p{Cntrl}]+", " ").trim();
    }
}
