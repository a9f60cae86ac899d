package org.checkoutbridge.health;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.checkoutbridge.console.Diagram;

/** The routes as they run: read from the engine's model at every look, with what its metrics have counted. */
public final class RouteMap implements CamelContextAware {

    private static final Pattern FOLDER = Pattern.compile("routes/(.+)/[^/]+\\.camel\\.yaml");
    /** Begin a path from the outside. */
    private static final Set<String> DOORS = Set.of("platform-http", "inbox", "file");

    private CamelContext context;

    /** {@code folders}: each with its number of routes and their counters; and how they call each other, as a {@code diagram}. */
    public Map<String, Object> folders() {
        Map<String, Map<String, Object>> folders = new TreeMap<>();
        Map<String, Set<String>> ways = new TreeMap<>();
        Map<String, Integer> columns = new LinkedHashMap<>();
        Map<String, String> homes = homes();
        for (Map<String, Object> route : all()) {
            String folder = (String) route.get("folder");
            Map<String, Object> sum = folders.computeIfAbsent(folder, name -> new LinkedHashMap<>(Map.of("name", name, "routes", 0L, "total", 0L, "failed", 0L, "inflight", 0L)));
            sum.merge("routes", 1L, RouteMap::plus);
            List.of("total", "failed", "inflight").forEach(counter -> sum.merge(counter, route.get(counter), RouteMap::plus));
            ((List<?>) route.get("calls")).forEach(call -> {
                String other = homes.get(call);
                if (other != null && !other.equals(folder)) {
                    ways.computeIfAbsent(folder, name -> new TreeSet<>()).add(other);
                }
            });
            if (DOORS.contains(route.get("scheme"))) {
                columns.put(folder, 0);
            }
        }
        place(columns, ways);
        folders.keySet().forEach(folder -> columns.putIfAbsent(folder, 0));
        return Map.of("folders", List.copyOf(folders.values()), "diagram", Diagram.of(columns, ways));
    }

    /** Who is called by a column stands in the next one. */
    private static void place(Map<String, Integer> columns, Map<String, Set<String>> ways) {
        for (int column = 0; columns.containsValue(column); column++) {
            int here = column;
            List<String> callers = columns.entrySet().stream().filter(entry -> entry.getValue() == here).map(Map.Entry::getKey).toList();
            callers.forEach(caller -> ways.getOrDefault(caller, Set.of()).forEach(called -> columns.putIfAbsent(called, here + 1)));
        }
    }

    private static Object plus(Object one, Object other) {
        return (Long) one + (Long) other;
    }

    /** The routes of a {@code folder}; null when there is none of the name. */
    public Map<String, Object> routes(String folder) {
        List<Map<String, Object>> routes = all().stream().filter(route -> route.get("folder").equals(folder)).toList();
        return routes.isEmpty() ? null : Map.of("folder", folder, "routes", routes);
    }

    private Map<String, String> homes() {
        Map<String, String> homes = new TreeMap<>();
        all().forEach(route -> homes.put((String) route.get("id"), (String) route.get("folder")));
        return homes;
    }

    private List<Map<String, Object>> all() {
        List<Map<String, Object>> routes = new ArrayList<>();
        MeterRegistry metrics = context.getRegistry().lookupByNameAndType("metricsRegistry", MeterRegistry.class);
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            String id = route.getRouteId();
            String from = route.getInput().getEndpointUri();
            Set<String> calls = new TreeSet<>();
            Collection<ToDefinition> steps = ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class);
            steps.stream().map(ToDefinition::getEndpointUri).filter(uri -> uri != null && uri.matches("(direct|seda):.*"))
                    .forEach(uri -> calls.add(uri.replaceFirst("^[a-z]+:", "").replaceFirst("\\?.*", "")));
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", id);
            shown.put("description", route.getDescriptionText() == null ? "" : route.getDescriptionText());
            shown.put("folder", folder(route, id));
            shown.put("from", from == null ? "" : from.replaceFirst("\\?.*", ""));
            shown.put("scheme", from == null ? "" : from.replaceFirst(":.*", ""));
            shown.put("calls", List.copyOf(calls));
            shown.put("total", counted(metrics, "camel.exchanges.total", id));
            shown.put("failed", counted(metrics, "camel.exchanges.failed", id));
            shown.put("inflight", (long) context.getInflightRepository().size(id));
            routes.add(shown);
        }
        return routes;
    }

    private static String folder(RouteDefinition route, String id) {
        if (id.startsWith("ledger-")) {
            return "ledger";
        }
        String location = route.getResource() == null ? String.valueOf(route.getLocation()) : route.getResource().getLocation();
        Matcher folder = FOLDER.matcher(location.replace('\\', '/'));
        return folder.find() ? folder.group(1).replace('/', '-') : "templates"; // what is made from one has no file of its own
    }

    private static long counted(MeterRegistry metrics, String name, String id) {
        return metrics.find(name).tag("routeId", id).meters().stream().map(Meter::measure)
                .mapToLong(measures -> (long) measures.iterator().next().getValue()).sum();
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}
