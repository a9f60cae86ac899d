package org.checkoutbridge.webcheckout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.webhook.WebhookBody;

/** A shop with the invented credentials of the dossier's vectors, at the platforms as {@code config/} describes them. */
final class Shop {

    private final Gateway gateway;
    private final Webcheckouts webcheckouts;

    /** @param settings keys of the platform, without its name */
    Shop(String platform, Map<String, String> settings) {
        Properties keys = ConfiguredGateways.keys(platform);
        settings.forEach((key, value) -> keys.setProperty(platform + "." + key, value));
        gateway = Gateway.of(platform, Path.of("config", "gateways", platform), key -> keys.getProperty(platform + "." + key));
        webcheckouts = new Webcheckouts(new Gateways(List.of(gateway)), text -> {
            String resolved = text;
            for (String key : keys.stringPropertyNames()) {
                resolved = resolved.replace("{{" + key + "}}", keys.getProperty(key));
            }
            return resolved;
        });
    }

    static Map<String, String> pagoSeguro() {
        return new LinkedHashMap<>(Map.of("checkout-url", "https://pay.example/pagosegurocanal/public/checkoutpay",
                "account", "700123456", "api-key", "11111111-2222-4333-8444-555555555555"));
    }

    /** What a form is filled with. */
    static ObjectNode document(String reference, String total, String name, String email) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        ObjectNode order = document.putObject("order");
        order.put("orderId", reference).put("currency", "COP").put("total", total);
        order.putObject("customer").put("name", name).put("email", email);
        document.putObject("checkout").put("reference", reference);
        document.putObject("links").put("return", "https://shop.example/pagoseguro/return/2f9c1e7b8a").put("confirmation", "https://shop.example/c");
        return document;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> form(ObjectNode document) {
        return webcheckouts.form(gateway.name(), (Map<String, Object>) Json.plain(document));
    }

    /** The form's fields, in their order. */
    @SuppressWarnings("unchecked")
    Map<String, String> fields(ObjectNode document) {
        Map<String, String> fields = new LinkedHashMap<>();
        ((List<Map<String, String>>) form(document).get("fields")).forEach(field -> fields.put(field.get("name"), field.get("value")));
        return fields;
    }

    /** Why there is no form: a code. */
    String refusal(ObjectNode document) {
        return ((Map<?, ?>) form(document).get("refusal")).get("code").toString();
    }

    /** What comes of a body, read as the bridge reads it. */
    Map<String, Object> hears(byte[] body) {
        return translate(WebhookBody.read("application/x-www-form-urlencoded", body, gateway.capabilities().charsets()));
    }

    /** What comes of a message that was read. */
    @SuppressWarnings("unchecked")
    Map<String, Object> translate(Object message) {
        return webcheckouts.translate(gateway.name(), (Map<String, Object>) message);
    }

    Map<String, Object> hears(String body) {
        return hears(body.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] payload(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/payloads/pagoseguro", name + ".form"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a payload. */
    static Map<String, String> fields(String payload, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : new String(payload(payload), StandardCharsets.US_ASCII).split("&")) {
            fields.put(pair.split("=", 2)[0], java.net.URLDecoder.decode(pair.split("=", 2)[1], charset));
        }
        return fields;
    }
}
