package org.checkoutbridge.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How PostgreSQL has run a statement: what EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) says. */
record Plan(JsonNode root) {

    /** Steps that scan one of these tables from end to end. */
    List<String> sequentialScans(Set<String> tables) {
        return nodes().filter(node -> text(node, "Node Type").equals("Seq Scan") && tables.contains(text(node, "Relation Name")))
                .map(Plan::line).toList();
    }

    /** Names of indexes that are read without a condition, to the end or until enough was found. */
    Set<String> unconditional() {
        return nodes().filter(node -> node.has("Index Name") && !node.has("Index Cond"))
                .map(node -> text(node, "Index Name")).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> indexes() {
        return nodes().filter(node -> node.has("Index Name")).map(node -> text(node, "Index Name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Pages that were looked at, of tables and indexes; the same one twice counts twice. */
    long pages() {
        JsonNode top = root.path("Plan");
        return top.path("Shared Hit Blocks").asLong() + top.path("Shared Read Blocks").asLong();
    }

    /** Rows that were read from tables and indexes, those included that were then dropped. */
    long rows() {
        return nodes().filter(node -> node.has("Relation Name") && text(node, "Node Type").endsWith("Scan")).mapToLong(node -> Math.round(
                (node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble()) * node.path("Actual Loops").asDouble())).sum();
    }

    private Stream<JsonNode> nodes() {
        return below(root.path("Plan"));
    }

    private static Stream<JsonNode> below(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        node.path("Plans").forEach(children::add);
        return Stream.concat(Stream.of(node), children.stream().flatMap(Plan::below));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        print(root.path("Plan"), 0, text);
        return text.toString();
    }

    private static void print(JsonNode node, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(line(node)).append('\n');
        node.path("Plans").forEach(child -> print(child, depth + 1, text));
    }

    private static String line(JsonNode node) {
        StringBuilder line = new StringBuilder(text(node, "Node Type"));
        Stream.of("Subplan Name", "Relation Name", "Index Name", "Index Cond", "Filter", "Sort Key").filter(node::has)
                .forEach(field -> line.append(", ").append(field).append(": ").append(node.get(field).isArray() ? node.get(field) : text(node, field)));
        return line + " (" + text(node, "Actual Rows") + " rows x " + text(node, "Actual Loops") + ", dropped " + node.path("Rows Removed by Filter").asLong()
                + ", pages " + (node.path("Shared Hit Blocks").asLong() + node.path("Shared Read Blocks").asLong()) + ")";
    }
}
