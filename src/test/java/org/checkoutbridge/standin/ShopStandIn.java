package org.checkoutbridge.standin;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** A merchant of a platform with a hosted form: gets returns at /return and confirmations at /confirm, and answers 200 unless told otherwise. */
public final class ShopStandIn extends StandInServer {

    private final Map<String, IntSupplier> statuses = new ConcurrentHashMap<>();

    /** With which status it answers confirmations that mention a text. */
    public void answer(String about, IntSupplier status) {
        statuses.put(about, status);
    }

    @Override
    protected Answer answer(Call call) {
        int status = statuses.entrySet().stream().filter(each -> call.body().contains(each.getKey())).findFirst()
                .map(each -> each.getValue().getAsInt()).orElse(200);
        return new Answer(status, "text/plain", "OK", Map.of());
    }

    /** Confirmations that mention a text, in order, as they came. */
    public List<String> confirmations(String about) {
        return calls().stream().filter(call -> call.path().equals("/confirm") && call.method().equals("POST") && call.body().contains(about))
                .map(Call::body).toList();
    }

    /** A form's fields. */
    public static Map<String, String> fields(String form, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            fields.put(URLDecoder.decode(pair.substring(0, equals), charset), URLDecoder.decode(pair.substring(equals + 1), charset));
        }
        return fields;
    }

    public static Map<String, String> fields(String form) {
        return fields(form, StandardCharsets.UTF_8);
    }
}
