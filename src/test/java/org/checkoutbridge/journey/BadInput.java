package org.checkoutbridge.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a table in {@code src/test/resources/bad-input}: what is sent, and what becomes of it. What a line does not say, the head of
 * its table says.
 *
 * @param way the table's name
 */
record BadInput(String way, ObjectNode line) {

    private static final Path TABLES = Path.of("src", "test", "resources", "bad-input");
    private static final YAMLMapper YAML = new YAMLMapper();

    static Stream<BadInput> table(String way) {
        try {
            JsonNode table = YAML.readTree(Files.readString(TABLES.resolve(way + ".yaml")));
            List<BadInput> lines = new ArrayList<>();
            table.path("cases").forEach(each -> lines.add(new BadInput(way, ((ObjectNode) table.path("usual").deepCopy()).setAll((ObjectNode) each))));
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String field, String otherwise) {
        return line.path(field).asText(otherwise);
    }

    boolean has(String field) {
        return line.has(field);
    }

    int number(String field, int otherwise) {
        return line.path(field).asInt(otherwise);
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        line.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return way + ": " + text("case", "?");
    }
}
