package org.checkoutbridge.webcheckout;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.checkoutbridge.gateway.Gateway;

/** A platform that is reached by a signed form and answers with signed messages, as its {@link Mapping} has it. */
final class Webcheckout {

    static final String CHECKOUT = "checkout";
    static final String ACCOUNT = "account";

    private final Gateway gateway;
    private final Mapping mapping;
    private final URI checkout;
    private final List<String> secrets;
    private final Form form;
    private final List<MessageReader> messages;

    private Webcheckout(Gateway gateway, Mapping mapping, Path folder) {
        this.gateway = gateway;
        this.mapping = mapping;
        this.checkout = address(folder.resolve(MappingFile.NAME));
        this.secrets = Arrays.stream(mapping.settings().get(Recipe.SECRET).split("\\s*,\\s*")).filter(secret -> !secret.isEmpty()).toList();
        this.form = new Form(mapping, secrets.get(0));
        this.messages = mapping.messages() == null ? List.of() : mapping.messages().values().stream()
                .map(message -> new MessageReader(message, mapping.settings().get(ACCOUNT), gateway.test())).toList();
    }

    /**
     * @param resolved a text with its placeholders of configuration filled in
     * @throws IllegalArgumentException naming the file and what is wrong with it, in any of its profiles
     */
    static Webcheckout load(Gateway gateway, UnaryOperator<String> resolved) {
        return new Webcheckout(gateway, new MappingFile(gateway.folder()).chosen(resolved), gateway.folder());
    }

    /** Play money goes to hosts for it, real money to others; this machine is where one tries things. */
    private URI address(Path file) {
        String text = mapping.settings().get(CHECKOUT);
        URI uri = URI.create(text);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("[.]$", "");
        boolean here = List.of("localhost", "[::1]").contains(host) || host.matches("127\\.[0-9.]+");
        Mapping.Hosts hosts = mapping.hosts() == null ? new Mapping.Hosts(List.of(), List.of()) : mapping.hosts();
        List<String> wrong = gateway.test() ? hosts.production() : hosts.sandbox();
        if (wrong != null && wrong.contains(host)) {
            throw new IllegalArgumentException(gateway.name() + ".checkout-url: '" + host + "' is a host for " + (gateway.test() ? "real" : "play")
                    + " money (" + file + "), and " + gateway.name() + ".test is " + gateway.test());
        }
        if (host.isEmpty() || !"https".equals(uri.getScheme()) && !here) {
            throw new IllegalArgumentException(gateway.name() + ".checkout-url: '" + text + "' must be https, unless its host is this machine");
        }
        return uri;
    }

    /**
     * The form for a checkout.
     *
     * @param document {@code order}, {@code checkout} and {@code links}
     * @return action, origin (for a policy that lets a page send forms nowhere else) and fields, each with name and value; or refusal,
     *     with code and message, when this platform cannot take the order
     */
    Map<String, Object> form(Map<String, Object> document) {
        try {
            return Map.of("action", checkout.toString(), "origin", checkout.getScheme() + "://" + checkout.getRawAuthority(),
                    "fields", form.fields(document).entrySet().stream()
                            .map(field -> Map.of("name", field.getKey(), "value", field.getValue())).toList());
        } catch (Form.Refusal refusal) {
            return Map.of("refusal", Map.of("code", refusal.code(), "message", refusal.getMessage()));
        }
    }

    /** Whether it has lists of transactions which we read. */
    boolean reports() {
        return mapping.report() != null;
    }

    /**
     * What a list of transactions says, row by row.
     *
     * @return each with its reference and an event, or a problem
     * @throws IOException if it cannot be read
     */
    List<Map<String, Object>> report(File file) throws IOException {
        return !reports() ? Webcheckouts.NO_REPORTS
                : new ReportReader(mapping.report(), gateway.name(), mapping.settings().get(ACCOUNT)).read(file);
    }

    /**
     * What a message says, in our words.
     *
     * @param message its fields
     * @return verdict and event; event is null when it changes nothing, and the verdict says why
     */
    Map<String, Object> translate(Map<String, Object> message) {
        Map<String, String> fields = message.entrySet().stream().filter(field -> field.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, field -> (String) field.getValue()));
        Map<String, Object> translation = new LinkedHashMap<>();
        MessageReader reader = messages.stream().filter(each -> each.reads(fields)).findFirst().orElse(null);
        if (reader == null) {
            translation.put("verdict", "unknown-type");
            translation.put("event", null);
            return translation;
        }
        boolean genuine = reader.genuine(fields, secrets, gateway.capabilities().charsets());
        translation.put("verdict", genuine ? "operation" : "bad-signature");
        translation.put("event", genuine ? about(reader.event(fields)) : null);
        return translation;
    }

    private Map<String, Object> about(Map<String, Object> event) {
        event.put("gateway", gateway.name());
        return event;
    }
}
