package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkoutbridge.journey.Journey.Reply;

/** Somebody at the console, with a browser that knows nothing but cookies and forms. */
final class ConsoleReader {

    static final String USERS = "config/sandbox/users.csv";

    private final String root;
    private String cookie = "";

    ConsoleReader(Journey.World world) {
        this.root = "http://localhost:" + world.configuration.get("bridge.management.port");
    }

    static ConsoleReader operator(Journey.World world) {
        return new ConsoleReader(world).signIn("operator", "sandbox-operator");
    }

    static ConsoleReader viewer(Journey.World world) {
        return new ConsoleReader(world).signIn("viewer", "sandbox-viewer");
    }

    private ConsoleReader signIn(String name, String password) {
        Reply reply = tryToSignIn(name, password);
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        cookie = reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        return this;
    }

    Reply tryToSignIn(String name, String password) {
        return send("/console/login", Map.of("name", name, "password", password), null);
    }

    ConsoleReader with(String otherCookie) {
        cookie = otherCookie;
        return this;
    }

    String cookie() {
        return cookie;
    }

    Reply get(String path) {
        return Journey.request(HttpRequest.newBuilder(URI.create(root + path)).header("Cookie", cookie).header("Accept-Language", "en").build());
    }

    /** A page that is there. */
    String page(String path) {
        Reply reply = get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    /** Sends a form as it is, to be refused or not. */
    Reply send(String path, Map<String, String> fields, String origin) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).header("Cookie", cookie).header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue())).collect(Collectors.joining("&"))));
        if (origin != null) {
            request.header("Origin", origin);
        }
        return Journey.request(request.build());
    }

    /** Sends a form with what shows that it is one of ours. */
    Reply post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("form", form());
        return send(path, all, root);
    }

    Reply act(String act, Map<String, String> fields) {
        return post("/console/acts/" + act, fields);
    }

    /** An act that is done. */
    void done(String act, Map<String, String> fields) {
        Reply reply = act(act, fields);
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("?done=" + act);
    }

    /** The token of this session's forms. */
    String form() {
        return first("name=\"form\" value=\"([^\"]+)\"", page("/console"));
    }

    /** Where a search leads. */
    String searched(Map<String, String> fields) {
        Reply reply = post("/console/search", fields);
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        return reply.headers().firstValue("Location").orElseThrow();
    }

    static String first(String regex, String text) {
        Matcher found = Pattern.compile(regex).matcher(text);
        assertThat(found.find()).as("%s in %s", regex, text).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
