package org.checkoutbridge.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The routes as they stand in {@code routes/}, read as data: what each is called, what starts it, whom it calls. */
final class RouteTree {

    static final String ENDING = ".camel.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** One file: its top-level items are routes, templates, policies of errors, or beans. */
    record RouteFile(Path path, List<String> lines, JsonNode items) {

        String stem() {
            String name = path.getFileName().toString();
            return name.substring(0, name.length() - ENDING.length());
        }

        String folder() {
            return path.getParent().toString().replace('\\', '/').replaceFirst("^routes/?", "");
        }

        /** The platform whose folder it stands in, or null. */
        String platform() {
            return folder().startsWith("gateways/") ? folder().substring("gateways/".length()) : null;
        }

        List<JsonNode> items(String kind) {
            List<JsonNode> found = new ArrayList<>();
            items.forEach(item -> {
                if (item.has(kind)) {
                    found.add(item.get(kind));
                }
            });
            return found;
        }

        @Override
        public String toString() {
            return path.toString().replace('\\', '/');
        }
    }

    /** A route, written out or made from a template: then with the values of its parameters. */
    record Route(RouteFile file, String id, JsonNode body, boolean templated) {

        String from() {
            return body.path("from").path("uri").asText();
        }

        String scheme() {
            return from().replaceFirst(":.*", "");
        }

        /** The policy of errors that it names, or null. */
        String owner() {
            return body.hasNonNull("routeConfigurationId") ? body.get("routeConfigurationId").asText() : null;
        }

        boolean passesErrorsOn() {
            return body.path("errorHandler").has("noErrorHandler");
        }

        /** Addresses of the given kind of step ({@code to}, {@code toD}). */
        List<String> calls(String step) {
            return addresses(body, step);
        }

        @Override
        public String toString() {
            return file + " (" + id + ")";
        }
    }

    private final List<RouteFile> files = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    private RouteTree() {}

    static RouteTree read() {
        RouteTree tree = new RouteTree();
        Map<String, JsonNode> templates = new HashMap<>();
        for (Path path : Sources.files("routes", ENDING)) {
            RouteFile file = new RouteFile(path, Sources.text(path).lines().toList(), parsed(Sources.text(path)));
            tree.files.add(file);
            file.items("routeTemplate").forEach(template -> templates.put(template.path("id").asText(), template.path("route")));
        }
        for (RouteFile file : tree.files) {
            file.items("route").forEach(route -> tree.routes.add(new Route(file, route.path("id").asText(), route, false)));
            file.items("templatedRoute").forEach(use -> {
                JsonNode template = templates.get(use.path("routeTemplateRef").asText());
                if (template == null) {
                    throw new AssertionError(file + ": " + use.path("routeId").asText() + " is made from a template that does not exist");
                }
                tree.routes.add(new Route(file, use.path("routeId").asText(), filledIn(template, use.path("parameters")), true));
            });
        }
        return tree;
    }

    private static JsonNode filledIn(JsonNode template, JsonNode parameters) {
        JsonNode filled = template.deepCopy();
        replace(filled, text -> {
            String result = text;
            for (JsonNode parameter : parameters) {
                result = result.replace("{{" + parameter.path("name").asText() + "}}", parameter.path("value").asText());
            }
            return result;
        });
        return filled;
    }

    private static void replace(JsonNode node, java.util.function.UnaryOperator<String> change) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    object.put(field.getKey(), change.apply(field.getValue().asText()));
                } else {
                    replace(field.getValue(), change);
                }
            });
        } else {
            node.forEach(child -> replace(child, change));
        }
    }

    private static JsonNode parsed(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RouteFile> files() {
        return files;
    }

    List<Route> routes() {
        return routes;
    }

    Stream<RouteFile> files(String kind) {
        return files.stream().filter(file -> !file.items(kind).isEmpty());
    }

    /** Calls the visitor with each field of a document, however deep. */
    static void visit(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(field -> {
            visitor.accept(field.getKey(), field.getValue());
            visit(field.getValue(), visitor);
        });
        if (node.isArray()) {
            node.forEach(child -> visit(child, visitor));
        }
    }

    static List<String> addresses(JsonNode node, String step) {
        List<String> addresses = new ArrayList<>();
        visit(node, (name, value) -> {
            if (name.equals(step)) {
                addresses.add(value.path("uri").asText());
            }
        });
        return addresses;
    }
}
