package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A shop that sells through Pago Seguro, with invented credentials. What the platform signs is signed here, not by the program. */
abstract class PagoSeguroShop extends Journey {

    protected static final String ACCOUNT = "700123456";
    protected static final String API_KEY = "11111111-2222-4333-8444-555555555555";
    protected static final String BUYER = "ana.gomez@example.com";
    protected static final String MERCHANT = "merchant@shop.example";

    private static final Pattern INPUT = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    protected PagoSeguroShop(Map<String, String> differences) {
        super(configuration(differences));
    }

    private static Map<String, String> configuration(Map<String, String> differences) {
        Map<String, String> configuration = new LinkedHashMap<>(Map.of(
                "pagoseguro.checkout-url", "http://localhost:9/pagosegurocanal/public/checkoutpay",
                "pagoseguro.account", ACCOUNT,
                "pagoseguro.api-key", API_KEY,
                "mail.locale", "es-CO"));
        configuration.putAll(differences);
        return configuration;
    }

    /** An order of 75000 pesos, IVA included. */
    protected static ObjectNode coffee(String orderId) {
        return document("""
                {"orderId": "%s", "gateway": "pagoseguro", "currency": "COP",
                 "customer": {"name": "Ana Gomez", "email": "%s", "documentType": "CC", "identification": "1032456789"},
                 "items": [{"sku": "CAF-500", "description": "Café molido 500 g", "quantity": "2", "unitPrice": "37500", "taxRate": "19"}],
                 "total": "75000", "returnTo": "https://shop.example/thanks"}""".formatted(orderId, BUYER));
    }

    /** An open checkout whose form the buyer has been given. Gives its fields. */
    protected Map<String, String> served() {
        return form(open(coffee(newOrderId())));
    }

    protected String payUrl(String reference) {
        for (JsonNode checkout : show(orderOf(reference)).json().path("checkouts")) {
            if (checkout.path("reference").asText().equals(reference)) {
                return checkout.path("payUrl").asText();
            }
        }
        throw new AssertionError("no checkout " + reference);
    }

    /** The fields of the form that the pay page shows, as a browser reads them. */
    protected Map<String, String> form(String reference) {
        return inputs(get(payUrl(reference), null).body());
    }

    protected static Map<String, String> inputs(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(page);
        while (inputs.find()) {
            fields.put(inputs.group(1), inputs.group(2).replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
        }
        return fields;
    }

    /** What the platform says of a form that it was sent, with a signature of its own. */
    protected static Map<String, String> result(Map<String, String> form, String status, String id) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("mihpayid", id);
        result.put("mode", "CC");
        result.put("status", status);
        for (String field : new String[] {"key", "txnid", "amount", "productinfo", "firstname", "email", "udf1"}) {
            result.put(field, form.get(field));
        }
        result.put("bank_ref_num", status.equals("success") ? "836158" : "");
        return signed(result);
    }

    /** Signs what a test has changed. */
    protected static Map<String, String> signed(Map<String, String> result) {
        return signed(result, StandardCharsets.UTF_8);
    }

    protected static Map<String, String> signed(Map<String, String> result, Charset charset) {
        String text = String.join("|", API_KEY, result.get("status"), "", "", "", "", "", "", "", "", "", result.get("udf1"), result.get("email"),
                result.get("firstname"), result.get("productinfo"), result.get("amount"), result.get("txnid"), result.get("key"));
        result.put("hash", sha512(text, charset));
        return result;
    }

    protected static String sha512(String text, Charset charset) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(charset)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static String form(Map<String, String> fields, Charset charset) {
        return fields.entrySet().stream().map(field -> java.net.URLEncoder.encode(field.getKey(), charset) + "=" + java.net.URLEncoder.encode(field.getValue(), charset))
                .collect(Collectors.joining("&"));
    }

    /** The buyer's browser brings the result back. */
    protected Reply comeBack(Map<String, String> form, Map<String, String> result) {
        return comeBackWith(form.get("url_response"), form(result, StandardCharsets.UTF_8));
    }

    protected Reply comeBackWith(String address, String body) {
        Reply reply = request(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII)).build());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    protected String exceptionsOf(String reference) {
        return value("select coalesce(string_agg(reason, ',' order by id), '') from payment_exception where reference = '" + reference + "'");
    }
}
