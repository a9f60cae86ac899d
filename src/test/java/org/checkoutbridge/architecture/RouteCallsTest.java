package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.checkoutbridge.architecture.RouteTree.Route;
import org.checkoutbridge.architecture.RouteTree.RouteFile;
import org.junit.jupiter.api.Test;

/** Who may call whom. */
class RouteCallsTest {

    /** What reaches a platform: the one door of each kind, over the closed set of configured gateways. */
    private static final Pattern DOOR = Pattern.compile("direct:\\$\\{variable\\.gateway}-([a-z-]+)");

    /** Schemes whose routes are called by name from inside. */
    private static final Set<String> INNER = Set.of("direct", "seda");

    /** Which policy of errors owns what begins so. */
    private static final Map<String, String> OWNERS = Map.of(
            "platform-http", "inbound-http", "file", "inbound-file", "timer", "background", "scheduler", "background", "quartz", "background", "seda", "background", "inbox", "inbox");

    private final RouteTree tree = RouteTree.read();

    @Test
    void whatIsCalledExistsAndWhatExistsIsCalled() {
        Set<String> existing = tree.routes().stream().filter(route -> INNER.contains(route.scheme())).map(Route::from)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> called = new TreeSet<>(Sources.matches("\"(direct:[a-z-]+)\"", Sources.text(List.of("src/main/java"), ".java")));
        for (RouteFile file : tree.files()) {
            file.items("routeConfiguration").forEach(policy -> called.addAll(RouteTree.addresses(policy, "to")));
        }
        for (Route route : tree.routes()) {
            called.add(route.body().path("from").path("parameters").path("unread").asText()); // where an inbox learns what is unread
            called.addAll(route.calls("to"));
            for (String address : route.calls("toD")) {
                var door = DOOR.matcher(address);
                if (door.matches()) {
                    platforms().forEach(platform -> called.add("direct:" + platform + "-" + door.group(1)));
                }
            }
        }
        called.removeIf(address -> INNER.stream().noneMatch(scheme -> address.startsWith(scheme + ":")));
        assertThat(Sources.without(called, existing)).as("called, but there is no such route: write it, or mend the name").isEmpty();
        assertThat(Sources.without(existing, called)).as("nobody calls these routes: delete them").isEmpty();
    }

    private Set<String> platforms() {
        return tree.files().stream().map(RouteFile::platform).filter(platform -> platform != null).collect(Collectors.toSet());
    }

    /** {@code to} does not evaluate an expression, and every other step that computes an address is not for us. */
    @Test
    void addressesAreFixed() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            route.calls("to").stream().filter(address -> address.contains("${")).forEach(address -> wrong.add(route + ": to " + address));
            boolean door = route.file().folder().equals("gateways");
            route.calls("toD").stream().filter(address -> !(door && DOOR.matcher(address).matches()))
                    .forEach(address -> wrong.add(route + ": toD " + address));
            RouteTree.visit(route.body(), (step, value) -> {
                if (Set.of("recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich", "wireTap", "script", "groovy").contains(step)) {
                    wrong.add(route + ": " + step);
                }
            });
        }
        assertThat(wrong).as("data never becomes an address or code: only routes/gateways/<what>.camel.yaml has a toD, and it is"
                + " direct:${variable.gateway}-<what>, a name from the closed set of gateways").isEmpty();
    }

    @Test
    void aDoorLeadsToEveryPlatform() {
        List<String> wrong = new ArrayList<>();
        Set<String> ids = tree.routes().stream().map(Route::id).collect(Collectors.toSet());
        for (Route route : tree.routes()) {
            for (String address : route.calls("toD")) {
                var door = DOOR.matcher(address);
                if (door.matches()) {
                    if (!door.group(1).equals(route.file().stem())) {
                        wrong.add(route + ": leads to " + door.group(1));
                    }
                    platforms().stream().map(platform -> platform + "-" + door.group(1)).filter(id -> !ids.contains(id))
                            .forEach(id -> wrong.add("there is no route " + id));
                }
            }
        }
        assertThat(wrong).as("a platform's folder has a file for each file of routes/gateways/ that holds a toD").isEmpty();
    }

    /** A platform's routes call each other, {@code shared/}, the ledger, and the outside. */
    @Test
    void gatewaysCallNoFlow() {
        Map<String, Route> byAddress = byAddress();
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            if (route.file().platform() == null) {
                continue;
            }
            for (String address : route.calls("to")) {
                Route callee = byAddress.get(address);
                if (callee != null && !callee.file().folder().equals(route.file().folder()) && !callee.file().folder().equals("shared")
                        && !callee.id().startsWith("ledger-")) {
                    wrong.add(route + " calls " + callee);
                }
            }
        }
        assertThat(wrong).as("a gateway answers with a document; what follows from it is decided by the flow that called").isEmpty();
    }

    /** Flows meet a platform only at its door, and nothing of the sandbox. */
    @Test
    void flowsDoNotReachIntoPlatformsOrTheSandbox() {
        Map<String, Route> byAddress = byAddress();
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            for (String address : route.calls("to")) {
                Route callee = byAddress.get(address);
                boolean into = callee != null && (callee.file().platform() != null || callee.file().folder().equals("sandbox"));
                if (into && !callee.file().folder().equals(route.file().folder())) {
                    wrong.add(route + " calls " + callee);
                }
            }
        }
        assertThat(wrong).as("call a platform by routes/gateways/<what>; the sandbox is a world of its own, reached over the wire").isEmpty();
    }

    /** The sandbox is the outside: it may use what is shared and its own statements, not our flows. */
    @Test
    void theSandboxCallsNoFlow() {
        Map<String, Route> byAddress = byAddress();
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            if (route.file().folder().equals("sandbox")) {
                for (String address : route.calls("to")) {
                    Route callee = byAddress.get(address);
                    if (callee != null && !Set.of("sandbox", "shared").contains(callee.file().folder())) {
                        wrong.add(route + " calls " + callee);
                    }
                }
            }
        }
        assertThat(wrong).as("the simulated world speaks to the bridge over HTTP and SMTP, as the real one does").isEmpty();
    }

    private Map<String, Route> byAddress() {
        return tree.routes().stream().filter(route -> INNER.contains(route.scheme()))
                .collect(Collectors.toMap(Route::from, route -> route, (one, other) -> one));
    }

    /**
     * Ownership does not nest. What begins a path names the owner of its errors; what is called by {@code direct:} passes them on,
     * so that exactly one owner is left. The wire is the exception: the route that sends has its own retries, and calls nobody.
     */
    @Test
    void aCallPathHasOneOwnerOfErrors() {
        Set<String> policies = new TreeSet<>();
        tree.files("routeConfiguration").forEach(file -> file.items("routeConfiguration")
                .forEach(policy -> policies.add(policy.path("id").asText())));
        Set<String> named = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            if (route.owner() != null) {
                named.add(route.owner());
            }
            if (route.owner() != null && route.body().has("errorHandler")) {
                wrong.add(route + ": has both routeConfigurationId and errorHandler");
            } else if ("outbound-call".equals(route.owner())) {
                boolean sends = route.file().platform() != null && route.scheme().equals("direct")
                        && route.calls("to").stream().noneMatch(address -> INNER.stream().anyMatch(scheme -> address.startsWith(scheme + ":")));
                if (!sends) {
                    wrong.add(route + ": outbound-call is for the one route of a gateway that sends, and that calls no other");
                }
            } else if (route.scheme().equals("direct")) {
                if (route.owner() != null || !route.passesErrorsOn()) {
                    wrong.add(route + ": is called, so that it passes errors on: errorHandler: noErrorHandler: {}");
                }
            } else if (!OWNERS.getOrDefault(route.scheme(), "?").equals(route.owner())) {
                wrong.add(route + ": begins a path (" + route.scheme() + "), so that it names routeConfigurationId: " + OWNERS.get(route.scheme()));
            }
        }
        assertThat(wrong).as("one owner of errors on each call path (src/docs/adr/0005-owners-of-errors.md)").isEmpty();
        assertThat(named).as("Camel accepts an unknown policy in silence, and a policy that nobody names does nothing").isEqualTo(policies);
    }

    /** An owner handles an error at the step that failed: inside a unit that would be a commit of its first half. */
    @Test
    void aTransactionStandsBelowTheOwnerOfErrors() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body(), (step, value) -> {
                if (step.equals("policy") && value.path("ref").asText().equals("inTransaction") && !route.passesErrorsOn()) {
                    wrong.add(route.toString());
                }
            });
        }
        assertThat(wrong).as("put the transaction into a route of its own, with errorHandler: noErrorHandler: {}, that the owner calls"
                + " (src/docs/adr/0003-transactions.md)").isEmpty();
    }

    @Test
    void noErrorHandlerStandsInTheMiddleOfARoute() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body().path("from"), (step, value) -> {
                if (Set.of("onException", "errorHandler", "transacted", "saga").contains(step)) {
                    wrong.add(route + ": " + step);
                }
            });
            if (route.body().has("onException")) {
                wrong.add(route + ": onException");
            }
        }
        assertThat(wrong).as("errors have one owner, in shared/errors; transactions are `policy: ref: inTransaction`").isEmpty();
    }

    /** Without the exclusion the redelivery counter goes, and with it the limit of retries. */
    @Test
    void headersAreSweptWithoutTheCounterOfRetries() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            RouteTree.visit(route.body(), (step, value) -> {
                boolean wide = step.equals("removeHeaders") && value.path("pattern").asText().matches("(Camel)?\\*");
                if (wide && !value.path("excludePattern").asText().equals("CamelRedeliver*")) {
                    wrong.add(route.toString());
                }
            });
        }
        assertThat(wrong).as("removeHeaders with a wide pattern needs excludePattern: CamelRedeliver*").isEmpty();
    }

    /** What comes from outside is let in by name. */
    @Test
    void everyDoorHasAListOfHeaders() {
        List<String> wrong = new ArrayList<>();
        for (Route route : tree.routes()) {
            JsonNode parameters = route.body().path("from").path("parameters");
            if (route.scheme().equals("platform-http") && !(parameters.has("headerFilterStrategy") && parameters.has("httpMethodRestrict"))) {
                wrong.add(route.toString());
            }
        }
        assertThat(wrong).as("a door names its methods (httpMethodRestrict) and the headers that may come in (headerFilterStrategy)").isEmpty();
    }
}
