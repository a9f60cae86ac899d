package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LifecycleStrategy;
import org.checkoutbridge.architecture.RouteTree.Route;
import org.checkoutbridge.architecture.RouteTree.RouteFile;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.payment.CheckoutState;
import org.junit.jupiter.api.Test;

/** Declared means used, and used means declared: keys, variables, statements, mappings, templates, words, beans, metrics. */
class DeclaredIsUsedTest {

    private static final String JAVA = Sources.text(List.of("src/main/java"), ".java");
    private static final String ROUTES = Sources.text(List.of("routes"), RouteTree.ENDING);
    private static final String MAPPINGS = Sources.text(List.of("config"), ".jq");

    private final RouteTree tree = RouteTree.read();

    // ---- keys

    /** Keys that people may set: of ours, and of each platform. */
    private static Map<String, Table.Row> keys() {
        Map<String, Table.Row> keys = new TreeMap<>();
        for (Path file : Sources.files("config", "keys.csv")) {
            Table.read(file, "key", "kind", "needed").rows().forEach(row -> keys.put(row.get("key"), row));
        }
        return keys;
    }

    /** Keys that start-up derives from the others, for the routes. */
    private static Set<String> derived() {
        Set<String> derived = Sources.matches("addOverrideProperty\\(\"([a-z.-]+)\"", JAVA);
        keys().forEach((key, row) -> {
            if (row.get("kind").equals("duration")) {
                derived.add(key + ".millis");
            }
        });
        platforms().forEach(platform -> derived.add(platform + ".on"));
        return derived;
    }

    private static Set<String> platforms() {
        return Sources.files("config/gateways", "gateway.properties").stream()
                .map(file -> file.getParent().getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyKeyThatIsUsedIsDeclared() {
        String texts = ROUTES + Sources.text(List.of("config"), ".properties", ".txt", ".jq", ".ftl", ".ftlh", ".yaml")
                + Sources.text(List.of("src/main/resources"), ".properties");
        Set<String> used = Sources.matches("\\{\\{\\??([a-z][a-zA-Z0-9.-]*)(?:[:?][^}]*)?}}", texts);
        used.addAll(Sources.matches("\\$\\{properties:([a-zA-Z0-9.-]+)", texts));
        used.addAll(Sources.matches("value\\.apply\\(\"([a-z]+\\.[a-z.-]+)\"\\)", JAVA));
        used.removeAll(templateParameters());
        used.remove("erp."); // {{erp.{{destination}}.url}}: see the template erp-door
        Set<String> declared = new TreeSet<>(keys().keySet());
        declared.addAll(derived());
        assertThat(Sources.without(used, declared)).as("declare the key in config/keys.csv (or in config/gateways/<platform>/keys.csv)"
                + " with its kind, and give it a safe default in the .properties file beside it").isEmpty();
    }

    private Set<String> templateParameters() {
        Set<String> names = new TreeSet<>();
        tree.files().forEach(file -> file.items("routeTemplate")
                .forEach(template -> template.path("parameters").forEach(parameter -> names.add(parameter.path("name").asText()))));
        return names;
    }

    @Test
    void everyKeyThatIsDeclaredIsUsed() {
        String filledIn = tree.routes().stream().map(route -> route.body().toString()).collect(Collectors.joining("\n"));
        String texts = ROUTES + filledIn + Sources.text(List.of("config"), ".properties", ".txt", ".yaml") + JAVA
                + Sources.text(List.of("src/main/resources"), ".properties");
        String gateway = Sources.text(List.of("src/main/java/org/checkoutbridge/gateway"), ".java");
        Set<String> idle = new TreeSet<>();
        for (Map.Entry<String, Table.Row> key : keys().entrySet()) {
            String name = key.getKey();
            String platform = platforms().stream().filter(prefix -> name.startsWith(prefix + ".")).findFirst().orElse(null);
            boolean read = texts.contains("{{" + name + "}}") || texts.contains("{{" + name + ".millis}}") || texts.contains("{{?" + name + "}}")
                    || texts.contains("${properties:" + name + "}") || JAVA.contains("\"" + name + "\"")
                    || platform != null && gateway.contains("\"" + name.substring(platform.length() + 1) + "\"");
            if (!read) {
                idle.add(name);
            }
        }
        assertThat(idle).as("nobody reads these keys: delete them from keys.csv and from the .properties file").isEmpty();
    }

    @Test
    void everyKeyHasItsLineAndEveryLineItsKey() {
        Map<String, Table.Row> keys = keys();
        Set<String> lines = new TreeSet<>(Sources.properties(Path.of("config/application.properties")).stringPropertyNames());
        for (String platform : platforms()) {
            Set<String> own = Sources.properties(Path.of("config/gateways", platform, "gateway.properties")).stringPropertyNames();
            assertThat(own).as("keys of %s begin with its name", platform).allMatch(key -> key.startsWith(platform + "."));
            lines.addAll(own);
        }
        Set<String> sandbox = new TreeSet<>(Sources.properties(Path.of("config/application-sandbox.properties")).stringPropertyNames());
        sandbox.removeIf(key -> key.startsWith("camel."));
        Set<String> onlyThere = keys.keySet().stream().filter(key -> key.startsWith("sandbox.")).collect(Collectors.toCollection(TreeSet::new));
        assertThat(Sources.without(Sources.without(keys.keySet(), lines), onlyThere)).as("give the key a line with its default, and a word"
                + " of explanation where its name does not say it").isEmpty();
        assertThat(Sources.without(lines, keys.keySet())).as("declare the key in keys.csv").isEmpty();
        assertThat(Sources.without(onlyThere, sandbox)).as("give the sandbox's key a line in application-sandbox.properties").isEmpty();
        assertThat(Sources.without(sandbox, keys.keySet())).as("declare the key in keys.csv").isEmpty();
    }

    @Test
    void noSecretHasADefault() {
        Set<String> set = new TreeSet<>();
        List<Path> files = new ArrayList<>(Sources.files("config/gateways", "gateway.properties"));
        files.add(Path.of("config/application.properties"));
        Map<String, Table.Row> keys = keys();
        files.forEach(file -> Sources.properties(file).forEach((key, value) -> {
            if (keys.containsKey(key) && keys.get(key).get("kind").equals("secret") && !value.toString().isBlank()) {
                set.add(key.toString());
            }
        }));
        assertThat(set).as("a secret comes from the environment: leave its line empty").isEmpty();
    }

    // ---- variables

    /**
     * Names that cross from one language into the other: a variable is set by a route, and read by a route, a mapping, a statement.
     */
    @Test
    void everyVariableIsSetAndRead() {
        String routes = tree.routes().stream().map(route -> route.body().toString()).collect(Collectors.joining("\n"))
                .replace("\\\"", "\"") + ROUTES;
        Set<String> set = new TreeSet<>();
        Set<String> received = new TreeSet<>();
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body(), (step, value) -> {
                if (step.equals("setVariable")) {
                    set.add(value.path("name").asText());
                } else if (step.equals("variableReceive")) {
                    received.add(value.asText());
                }
            });
        }
        Set<String> read = Sources.matches("variable\\(\"(\\w+)\"\\)", routes + MAPPINGS);
        read.addAll(Sources.matches("\\$\\{variable\\.(\\w+)", routes + Sources.text(List.of("config"), ".txt")));
        read.addAll(Sources.matches("source\"?: ?\"?variable:(\\w+)", routes));
        read.addAll(Sources.matches(":\\?(\\w+)", Sources.text(List.of("src/main/resources/sql"), ".sql")));
        read.remove("nothing"); // the input of a mapping that has none
        Set<String> known = new TreeSet<>(set);
        known.addAll(received);
        known.add("lane"); // by the inbox component
        known.add("traceparent"); // by the ledger's parameters
        read.add("more"); // by the inbox component
        assertThat(Sources.without(read, known)).as("read, but no route sets it: mend the name").isEmpty();
        assertThat(Sources.without(set, read)).as("set, but nobody reads it: delete the step").isEmpty();
    }

    // ---- statements

    @Test
    void everyStatementHasItsRouteAndEveryRouteItsStatement() {
        Set<String> files = Sources.files("src/main/resources/sql", ".sql").stream()
                .map(file -> Sources.slashed(file).replaceFirst(".*/sql/", "")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (RouteFile file : tree.files()) {
            file.items("templatedRoute").stream().filter(use -> use.path("routeTemplateRef").asText().equals("ledger")).forEach(use -> {
                Map<String, String> values = new HashMap<>();
                use.path("parameters").forEach(value -> values.put(value.path("name").asText(), value.path("value").asText()));
                named.add(values.get("owner") + "/" + values.get("statement") + ".sql");
                if (!use.path("routeId").asText().equals("ledger-" + values.get("statement"))) {
                    wrong.add(file + ": " + use.path("routeId").asText());
                }
            });
        }
        named.addAll(Sources.matches("statement: classpath:sql/([a-z/-]+\\.sql)", ROUTES)); // what a component calls by itself
        named.addAll(Sources.matches("\"/sql/([a-z/-]+\\.sql)\"", JAVA)); // what is asked while no route runs
        assertThat(wrong).as("the route of sql/<owner>/<statement>.sql is ledger-<statement>").isEmpty();
        assertThat(Sources.without(named, files)).as("write the statement in src/main/resources/sql/").isEmpty();
        assertThat(Sources.without(files, named)).as("give the statement a route in routes/gateways/ledger.camel.yaml, or delete it").isEmpty();
    }

    @Test
    void statementsStandInTheirFilesOnly() {
        List<String> wrong = new ArrayList<>();
        String statement = "(?s)(?i).*\\b(select\\s+\\S+.*\\sfrom\\s|insert\\s+into\\s|update\\s+\\w+\\s+set\\s|delete\\s+from\\s).*";
        Stream.concat(Sources.files("src/main/java/org", ".java").stream(), Sources.files("routes", RouteTree.ENDING).stream())
                .forEach(file -> {
                    for (String line : Sources.text(file).lines().toList()) {
                        if (!line.strip().startsWith("*") && !line.strip().startsWith("#") && line.matches(statement)) {
                            wrong.add(Sources.slashed(file) + ": " + line.strip());
                        }
                    }
                });
        assertThat(wrong).as("a statement is a file: src/main/resources/sql/<owner>/<verb>-<noun>.sql, called as direct:ledger-<verb>-<noun>")
                .isEmpty();
        assertThat(Sources.files("src/main/resources/sql", ".sql")).as("values are bound, never written into the statement")
                .noneMatch(file -> Sources.text(file).contains("${") || Sources.text(file).contains("{{"));
    }

    // ---- files of config/

    @Test
    void everyMappingThatIsNamedExistsAndEveryOneThatExistsIsNamed() {
        Set<String> files = Sources.files("config", ".jq").stream().map(Sources::slashed).collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = Sources.matches("(config/[A-Za-z0-9/_-]+\\.jq)", ROUTES + JAVA);
        assertThat(Sources.without(named, files)).as("write the mapping").isEmpty();
        assertThat(Sources.without(files, named)).as("no route uses these mappings: delete them").isEmpty();
    }

    @Test
    void everyOtherFileOfTheConfigurationIsRead() {
        List<Path> idle = new ArrayList<>();
        for (Path file : Sources.files("config", "")) {
            String name = file.getFileName().toString();
            boolean template = name.endsWith(".ftl") || name.endsWith(".ftlh");
            if (name.endsWith(".jq") || name.endsWith(".properties") || Sources.slashed(file).startsWith("config/monitoring/")) {
                continue; // Prometheus and Grafana read what stands in monitoring/
            }
            String read = template ? file.toString().replace('\\', '/').replaceFirst("^config/[a-z]+/", "") : name;
            boolean included = template && Sources.text(List.of("config"), ".ftl", ".ftlh")
                    .matches("(?s).*<#(import|include) \"[^\"]*" + name.replace(".", "\\.") + "\".*");
            if (!(ROUTES + JAVA).contains(read) && !included) {
                idle.add(file);
            }
        }
        assertThat(idle).as("neither a route nor a class names these files: delete them").isEmpty();
    }

    @Test
    void everyTemplateThatIsRenderedExists() {
        Set<String> rendered = Sources.matches("render\\(['\"]([^'\"]+)['\"]", ROUTES + JAVA);
        assertThat(rendered).isNotEmpty().as("write the template in config/pages or config/mail")
                .allMatch(name -> Files.exists(Path.of("config/pages", name)) || Files.exists(Path.of("config/mail", name)));
    }

    // ---- traces

    @Test
    void everyTracedRouteExistsAndShowsVariables() {
        Set<String> ids = tree.routes().stream().map(Route::id).collect(Collectors.toSet());
        String variables = tree.routes().stream().map(route -> route.body().toString()).collect(Collectors.joining("\n"));
        List<String> wrong = new ArrayList<>();
        Table.read(Path.of("config/traced-routes.csv"), "route", "kind", "continues", "links", "shows").rows().forEach(row -> {
            String route = row.get("route");
            if (ids.stream().noneMatch(id -> route.startsWith("*") ? id.endsWith(route.substring(1)) : id.equals(route))) {
                wrong.add(route + ": no such route");
            }
            String paths = row.get("continues") + " " + row.get("links") + " " + row.get("shows").replaceAll("[a-z._]+=", "");
            for (String path : paths.strip().split("\\s+")) {
                String variable = path.replaceFirst("\\..*", "");
                if (!variables.matches("(?s).*(\"name\"|\"variableReceive\"):\"" + variable + "\".*")) {
                    wrong.add(route + ": no route sets the variable " + variable);
                }
            }
        });
        assertThat(wrong).as("mend config/traced-routes.csv").isEmpty();
    }

    // ---- words

    private static Set<String> locales() {
        return new TreeSet<>(Arrays.asList(keys().get("mail.locale").get("kind").split("\\|")));
    }

    private static Set<String> words(String folder, String locale) {
        return new TreeSet<>(Sources.properties(Path.of("config", folder, locale, "words.properties")).stringPropertyNames());
    }

    @Test
    void everyLocaleHasEveryWordOfTheLetters() {
        String templates = Sources.text(List.of("config/mail"), ".ftl", ".ftlh");
        Set<String> used = Sources.matches("words\\[\"([a-z.-]+[a-z])\"]", templates);
        String letters = Sources.text(Path.of("src/main/java/org/checkoutbridge/mail/Letters.java"));
        used.addAll(Sources.matches("word\\(words, \"([a-z.-]+[a-z])\"\\)", letters));
        Set<String> parts = Sources.matches("kind \\+ \"\\.([a-z]+)\"", templates + letters);
        Set<String> written = new TreeSet<>();
        tree.routes().stream().filter(route -> route.from().matches("direct:mail-(buyer|merchant)-.+")).forEach(route -> {
            String kind = route.id().substring("mail-".length());
            parts.forEach(part -> used.add(kind + "." + part));
            written.add(kind.replaceFirst("^[a-z]+-", ""));
        });
        assertThat(written).isNotEmpty();
        written.forEach(letter -> used.add("state." + letter));
        Stream.of("card", "cash", "transfer", "none").forEach(type -> used.add("method." + type)); // the contract's types
        Set<String> reasons = words("mail", "en").stream().filter(key -> key.startsWith("reason.")).collect(Collectors.toCollection(TreeSet::new));
        String everywhere = JAVA + ROUTES + MAPPINGS;
        assertThat(reasons).as("no rule gives this reason any more: delete the word").allMatch(key -> everywhere.contains("\"" + key.substring("reason.".length()) + "\""));
        used.addAll(reasons);
        for (String locale : locales()) {
            assertWords("mail", locale, used);
        }
    }

    @Test
    void everyLocaleHasEveryWordOfThePages() {
        String templates = Sources.text(List.of("config/pages"), ".ftl", ".ftlh");
        Set<String> used = Sources.matches("words\\[\"([a-z._-]+[a-z])\"]", templates);
        Set<String> parts = Sources.matches("\"status\\.\" \\+ key \\+ \"\\.([a-z]+)\"", templates);
        assertThat(parts).isNotEmpty();
        Set<String> standings = Table.read(Path.of("config/pages/standings.csv"), "standing").rows().stream().map(row -> row.get("standing"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(standings).as("config/pages/standings.csv lacks a state").containsAll(Arrays.stream(CheckoutState.values()).map(Enum::name).toList());
        standings.forEach(standing -> parts.forEach(part -> used.add("status." + standing.toLowerCase(Locale.ROOT) + "." + part)));
        for (String locale : locales()) {
            assertWords("pages", locale, used);
        }
    }

    /** What stands behind a word is known only when it is shown: the closed sets that the console has words for. */
    @Test
    void bothLanguagesHaveEveryWordOfTheConsole() {
        String templates = Sources.text(List.of("config/pages/console"), ".ftlh");
        Set<String> used = Sources.matches("say\\[\"([a-z.-]+[a-z])\"]", templates);
        Set<String> families = Sources.matches("word\\(\"([a-z]+)\"", templates);
        families.addAll(Sources.matches("say\\[\"([a-z]+)\\.\" \\+", templates));
        Set<String> reasons = words("mail", "en").stream().filter(word -> word.startsWith("reason.")).map(word -> word.substring("reason.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(CheckoutState.values()).forEach(state -> used.addAll(List.of("state." + state, "explained." + state)));
        reasons.forEach(reason -> used.addAll(List.of("reason." + reason, "todo." + reason)));
        Set<String> english = words("console", "en");
        assertThat(words("console", "es")).as("config/console/es/words.properties has not the same words as config/console/en").isEqualTo(english);
        assertThat(Sources.without(used, english)).as("config/console/en/words.properties lacks these words").isEmpty();
        assertThat(Sources.without(english, used)).as("config/console/en/words.properties has words that nothing shows: delete them")
                .allMatch(word -> families.contains(word.replaceFirst("\\..*", "")));
    }

    private static void assertWords(String folder, String locale, Set<String> used) {
        Set<String> words = words(folder, locale);
        assertThat(Sources.without(used, words)).as("config/%s/%s/words.properties lacks these words", folder, locale).isEmpty();
        assertThat(Sources.without(words, used)).as("config/%s/%s/words.properties has words that nothing shows: delete them", folder, locale).isEmpty();
    }

    // ---- beans

    /** Found by their type, not by their name. */
    private static final List<Class<?>> FOUND_BY_TYPE = List.of(HealthCheck.class, Language.class, LifecycleStrategy.class, io.vertx.core.VertxOptions.class);

    @Test
    void everyBeanIsUsedAndEveryOneUsedIsDeclared() throws ClassNotFoundException {
        Map<String, String> beans = new TreeMap<>();
        tree.files("beans").forEach(file -> file.items("beans").forEach(list -> list.forEach(
                bean -> beans.put(bean.path("name").asText(), bean.path("type").asText()))));
        Sources.properties(Path.of("config/application-sandbox.properties")).forEach((key, value) -> {
            if (key.toString().matches("camel\\.beans\\.[A-Za-z]+")) {
                beans.put(key.toString().substring("camel.beans.".length()), value.toString().replaceAll("#class:|\\(.*", ""));
            }
        });
        Set<String> used = Sources.matches("#bean:(\\w+)", ROUTES);
        used.addAll(Sources.matches("\"#(\\w+)\"", ROUTES));
        used.addAll(Sources.matches("\\$\\{bean:(\\w+)", ROUTES));
        used.addAll(Sources.matches("\\bjdbc:(\\w+)", ROUTES));
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body(), (step, value) -> {
                if (Set.of("bean", "method", "policy").contains(step) && value.hasNonNull("ref")) {
                    used.add(value.get("ref").asText());
                }
            });
        }
        Set<String> declared = new TreeSet<>(beans.keySet());
        declared.addAll(Sources.matches("getRegistry\\(\\)\\.bind\\(\"(\\w+)\"", JAVA));
        assertThat(Sources.without(used, declared)).as("declare the bean in routes/shared/beans.camel.yaml").isEmpty();
        for (Map.Entry<String, String> bean : beans.entrySet()) {
            String name = bean.getKey();
            Class<?> type = Class.forName(bean.getValue());
            String call = name.replaceFirst("/.*", "") + (name.endsWith("/0") ? "\\b" : "\\(");
            boolean function = name.contains("/") && (MAPPINGS + ROUTES).matches("(?s).*\\b" + call + ".*");
            if (!function && FOUND_BY_TYPE.stream().noneMatch(found -> found.isAssignableFrom(type))) {
                assertThat(used).as("nobody uses the bean: delete it").contains(name);
            }
        }
    }

    // ---- metrics

    /** Prometheus refuses a metric whose tags differ from one place to the other. */
    @Test
    void aMetricHasOneNameOneKindAndOneSetOfTags() {
        Map<String, Set<String>> tags = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body(), (step, value) -> {
                String address = value.path("uri").asText();
                if (!step.equals("to") || !address.startsWith("micrometer:")) {
                    return;
                }
                String name = address.replaceFirst("micrometer:[a-z]+:", "");
                Set<String> here = new TreeSet<>();
                value.path("parameters").fieldNames().forEachRemaining(parameter -> {
                    if (parameter.startsWith("tags.")) {
                        here.add(parameter);
                    }
                });
                if (!address.startsWith("micrometer:counter:") || !name.matches("checkout_bridge_[a-z_]+") || name.endsWith("_total")) {
                    wrong.add(route + ": " + address);
                }
                if (!tags.computeIfAbsent(name, n -> here).equals(here)) {
                    wrong.add(route + ": " + name + " has the tags " + here + " here and " + tags.get(name) + " elsewhere");
                }
                for (JsonNode parameter : value.path("parameters")) {
                    if (parameter.asText().matches(".*(reference|order|operation|email|name).*")) {
                        wrong.add(route + ": " + name + ": a tag whose values have no end: " + parameter.asText());
                    }
                }
            });
        }
        Set<String> gauges = Sources.matches("\"(checkout_bridge_[a-z_]+)\"", JAVA);
        gauges.retainAll(tags.keySet());
        assertThat(wrong).as("a counter is checkout_bridge_<what>, with the same tags wherever it counts (Prometheus adds _total)").isEmpty();
        assertThat(gauges).as("counted in a route and shown as a gauge: name one of them another").isEmpty();
    }
}
