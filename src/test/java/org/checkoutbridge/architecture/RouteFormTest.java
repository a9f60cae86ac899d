package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkoutbridge.architecture.RouteTree.Route;
import org.checkoutbridge.architecture.RouteTree.RouteFile;
import org.junit.jupiter.api.Test;

/** How a route is written down: in one form, under one name, small enough to be read at a glance. */
class RouteFormTest {

    private static final int LONGEST = 120;
    private static final int LONGEST_HEADER = 5;

    /** Items that may be longer than others. */
    private static final Map<String, String> LONG_ON_PURPOSE = Map.of(
            "routes/shared/beans.camel.yaml", "a list of names, one below the other; Camel wants all beans in one file",
            "routes/payments/route-by-status.camel.yaml", "a table of outcomes: one choice, a row for each");

    private final RouteTree tree = RouteTree.read();

    /**
     * Camel 4.18 has one schema, which also knows the short forms. Canonical is what is left without them: no text where an object
     * can stand, no expression outside {@code expression:}, every route in {@code route:}.
     */
    @Test
    void everyFileIsCanonicalYaml() throws IOException {
        JsonSchema schema = canonicalSchema();
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            schema.validate(file.items()).stream().limit(8).forEach(message -> wrong.add(file + ": " + message.getMessage()));
        }
        assertThat(wrong).as("write the long form: `- route:`, `expression:` with its language below, `uri:` and `parameters:`"
                + " (a message may point some steps above the place)").isEmpty();
    }

    private static JsonSchema canonicalSchema() throws IOException {
        try (InputStream stream = RouteFormTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode schema = new ObjectMapper().readTree(stream);
            withoutShortForms(schema);
            ObjectNode items = (ObjectNode) schema.path("items").path("properties");
            assertThat(items.fieldNames()).toIterable().contains("route", "from", "routeTemplate");
            items.remove("from");
            JsonSchema read = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
            assertThat(shortForms()).allSatisfy(text -> assertThat(read.validate(new com.fasterxml.jackson.dataformat.yaml.YAMLMapper()
                    .readTree(text))).as("the schema must refuse the short form: %s", text).isNotEmpty());
            return read;
        }
    }

    private static List<String> shortForms() {
        return List.of(
                "- from: {uri: 'direct:a', steps: [{to: {uri: 'direct:b'}}]}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [{to: 'direct:b'}]}}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [{setBody: {simple: {expression: x}}}]}}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [{setBody: {expression: {simple: x}}}]}}",
                "- route: {id: a, from: {uri: 'direct:a', steps: [{log: x}]}}");
    }

    private static void withoutShortForms(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String kind : List.of("oneOf", "anyOf")) {
                if (object.path(kind) instanceof ArrayNode choices) {
                    boolean named = contains(choices, "required", "[\"expression\"]");
                    for (int i = choices.size() - 1; i >= 0; i--) {
                        JsonNode choice = choices.get(i);
                        boolean text = choices.size() > 1 && "string".equals(choice.path("type").asText());
                        boolean bare = named && (choice.path("$ref").asText().endsWith("ExpressionDefinition") || choice.has("not"));
                        if (text || bare) {
                            choices.remove(i);
                        }
                    }
                }
            }
            if (object.path("properties").path("expression").isObject() && object.path("properties").path("expression").isEmpty()) {
                ObjectNode properties = (ObjectNode) object.get("properties");
                List<String> bare = new ArrayList<>();
                properties.properties().forEach(property -> {
                    if (property.getValue().isObject() && property.getValue().isEmpty() && !property.getKey().equals("expression")) {
                        bare.add(property.getKey());
                    }
                });
                properties.remove(bare);
            }
        }
        node.forEach(RouteFormTest::withoutShortForms);
    }

    private static boolean contains(ArrayNode choices, String field, String value) {
        for (JsonNode choice : choices) {
            if (choice.path(field).toString().equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** The ledger's clock decides, for all replicas alike; and what goes by the machine's stands still while one that was put back catches up. */
    @Test
    void noRouteGoesByTheMachinesClock() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            String body = route.body().toString();
            if (!route.file().folder().equals("sandbox") && body.contains("date:")) {
                wrong.add(route + ": asks what time it is, take it from the ledger");
            }
            if (body.contains("\"throttle\"")) {
                wrong.add(route + ": a throttle, take a delay");
            }
            if (route.scheme().equals("timer") && !body.contains("repeatCount")) {
                wrong.add(route + ": a timer, take a scheduler");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aRouteHasOneNameEverywhere() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            RouteFile file = route.file();
            String named = file.platform() == null ? file.stem() : file.platform() + "-" + file.stem();
            if (!route.templated() && !route.id().equals(named)) {
                wrong.add(route + ": its file wants the id " + named);
            }
            String address = route.from().replaceFirst("\\?.*", "");
            if (Set.of("direct", "seda").contains(route.scheme()) && !address.equals(route.scheme() + ":" + route.id())) {
                wrong.add(route + ": is called by " + address);
            }
            if (Set.of("timer", "scheduler", "quartz").contains(route.scheme()) && !address.endsWith(route.id())) {
                wrong.add(route + ": its clock is " + address);
            }
        }
        assertThat(wrong).as("route id = direct: name = file stem; in gateways/<platform>/ the id is <platform>-<stem>;"
                + " a templated route's id is what it is called by").isEmpty();
        assertThat(tree.routes().stream().map(Route::id).toList()).as("ids are global: name another").doesNotHaveDuplicates();
    }

    /**
     * What a file may hold: one route; or one or more templates with the list of what is made from them; or such a list alone, for
     * a template of another file; or the policies of errors; or the beans.
     */
    @Test
    void aFileHoldsOneThing() {
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            Set<String> kinds = new TreeSet<>();
            file.items().forEach(item -> item.fieldNames().forEachRemaining(kinds::add));
            boolean route = kinds.equals(Set.of("route")) && file.items().size() == 1;
            boolean templates = Set.of("routeTemplate", "templatedRoute").containsAll(kinds);
            boolean policies = kinds.equals(Set.of("routeConfiguration")) && file.toString().equals("routes/shared/errors.camel.yaml");
            boolean beans = kinds.equals(Set.of("beans")) && file.toString().equals("routes/shared/beans.camel.yaml");
            if (!(route || templates || policies || beans)) {
                wrong.add(file + ": " + file.items().size() + " items: " + kinds);
            }
        }
        assertThat(wrong).as("give each route a file of its own; beans belong into shared/beans, policies into shared/errors").isEmpty();
    }

    @Test
    void aTemplateIsUsedByTheFilesItServes() {
        Set<String> templates = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        tree.files().forEach(file -> {
            file.items("routeTemplate").forEach(template -> templates.add(template.path("id").asText()));
            file.items("templatedRoute").forEach(use -> used.add(use.path("routeTemplateRef").asText()));
        });
        assertThat(used).as("a template that nothing is made from is to be deleted").isEqualTo(templates);
    }

    @Test
    void everyRouteIsDescribedInOneLine() {
        List<String> wrong = new ArrayList<>();
        tree.routes().forEach(route -> describe(route.toString(), route.body(), wrong));
        tree.files("routeConfiguration").forEach(file -> file.items("routeConfiguration")
                .forEach(policy -> describe(file + " (" + policy.path("id").asText() + ")", policy, wrong)));
        assertThat(wrong).as("say in one line what it does for whom, without a full stop").isEmpty();
    }

    private static void describe(String where, JsonNode body, List<String> wrong) {
        String description = body.path("description").asText();
        if (description.isBlank() || description.contains("\n") || description.length() > 130 || description.endsWith(".")) {
            wrong.add(where + ": '" + description + "'");
        }
    }

    @Test
    void everyFileBeginsWithAShortHeader() {
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            long header = file.lines().stream().takeWhile(line -> line.startsWith("# ")).count();
            if (header < 1 || header > LONGEST_HEADER) {
                wrong.add(file + ": " + header + " lines");
            }
        }
        assertThat(wrong).as("begin the file with one to %s lines of comment: what starts it, what it promises, what happens on failure",
                LONGEST_HEADER).isEmpty();
    }

    @Test
    void nothingIsLong() {
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            int longest = 0;
            int length = 0;
            for (String line : file.lines()) {
                length = line.startsWith("- ") ? 1 : length + 1;
                longest = Math.max(longest, length);
            }
            if (longest >= LONGEST && !LONG_ON_PURPOSE.containsKey(file.toString())) {
                wrong.add(file + ": " + longest + " lines");
            }
        }
        assertThat(wrong).as("cut it in two routes, each with a name of its own: a route, a template and a policy have under %s lines",
                LONGEST).isEmpty();
    }

    @Test
    void thereAreNoTabsAndNoDocumentsInOneFile() {
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            for (int i = 0; i < file.lines().size(); i++) {
                String line = file.lines().get(i);
                if (line.contains("\t") || line.startsWith("---") || line.endsWith(" ")) {
                    wrong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(wrong).as("no tabs, no trailing spaces, no second document").isEmpty();
    }
}
