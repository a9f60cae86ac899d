package org.checkoutbridge.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.checkoutbridge.document.Json;

/**
 * What a mapping is given and what it makes of it: {@code fixtures/<folder>/<mapping>/NN-name.in.json}, {@code .out.json} and, when
 * the mapping reads variables, {@code .variables.json}.
 *
 * @param in the file with the input
 */
record Fixture(Path in) {

    static final Path MAPPINGS = Path.of("config");
    static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");

    private static final ObjectMapper SORTED = Json.MAPPER.copy()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static List<Path> mappings() {
        return files(MAPPINGS, ".jq");
    }

    static List<Fixture> all() {
        return files(FIXTURES, ".in.json").stream().map(Fixture::new).toList();
    }

    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the fixtures of a mapping stand. */
    static Path folder(Path mapping) {
        Path relative = MAPPINGS.relativize(mapping);
        return FIXTURES.resolve(relative.toString().replaceAll("\\.jq$", ""));
    }

    Path mapping() {
        return Path.of(MAPPINGS.resolve(FIXTURES.relativize(in.getParent())) + ".jq");
    }

    Path sibling(String suffix) {
        return Path.of(in.toString().replaceAll("\\.in\\.json$", suffix));
    }

    Map<String, Object> variables() throws IOException {
        Path file = sibling(".variables.json");
        Map<String, Object> variables = new LinkedHashMap<>();
        if (Files.exists(file)) {
            ((Map<?, ?>) Json.plain(Json.tree(Files.readString(file)))).forEach((name, value) -> variables.put((String) name, value));
        }
        return variables;
    }

    /** What the mapping makes of the input, as text: amounts differ when their digits do, and the order of fields does not count. */
    String mapped() throws IOException {
        return text(JqEngine.run(mapping().toString(), Json.plain(Json.tree(Files.readString(in))), variables()));
    }

    String expected() throws IOException {
        return text(Json.plain(Json.tree(Files.readString(sibling(".out.json")))));
    }

    private static String text(Object document) throws IOException {
        return SORTED.writeValueAsString(Json.plain(Json.tree(Json.text(document))));
    }

    @Override
    public String toString() {
        return FIXTURES.relativize(in).toString();
    }
}
