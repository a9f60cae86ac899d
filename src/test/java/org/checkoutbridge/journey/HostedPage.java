package org.checkoutbridge.journey;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page with forms, as a browser without scripts sees it: what is filled in already, and where it goes. */
record HostedPage(URI address, String html) {

    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("(?is)<input\\b([^>]*)>|<select\\b([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("(?is)<option\\b([^>]*)>");

    /** A form, and the values of its fields. */
    record Form(URI action, Map<String, String> fields) {

        Form with(String field, String value) {
            if (!fields.containsKey(field)) {
                throw new AssertionError("the form has no field " + field + ", only " + fields.keySet());
            }
            Map<String, String> filled = new LinkedHashMap<>(fields);
            filled.put(field, value);
            return new Form(action, filled);
        }

        HttpRequest submitted() {
            UnaryOperator<String> encoded = text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
            String body = fields.entrySet().stream().map(field -> encoded.apply(field.getKey()) + "=" + encoded.apply(field.getValue()))
                    .collect(Collectors.joining("&"));
            return HttpRequest.newBuilder(action).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        }
    }

    /** The form whose address ends so. */
    Form form(String ending) {
        Matcher forms = FORM.matcher(html);
        while (forms.find()) {
            String action = attribute(forms.group(1), "action");
            if (action.endsWith(ending) && attribute(forms.group(1), "method").equalsIgnoreCase("post")) {
                return new Form(address.resolve(action), fields(forms.group(2)));
            }
        }
        throw new AssertionError("no form that posts to " + ending + " in " + html);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher found = FIELD.matcher(form);
        while (found.find()) {
            if (found.group(1) != null) {
                fields.put(attribute(found.group(1), "name"), attribute(found.group(1), "value"));
            } else {
                Matcher options = OPTION.matcher(found.group(3));
                fields.put(attribute(found.group(2), "name"), options.find() ? attribute(options.group(1), "value") : "");
            }
        }
        return fields;
    }

    private static String attribute(String attributes, String name) {
        Matcher value = Pattern.compile("(?is)\\b" + name + "\\s*=\\s*\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1).replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&amp;", "&") : "";
    }
}
