package org.checkoutbridge.deliberate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A deliberate bug: in a file a text becomes another one.
 *
 * @param file below the project's folder; a statement of src/main/resources stands before the one that was built
 * @param test that must not pass any more, as {@code org.example.OneIT#aMethod}
 */
record Bug(String bug, String file, String right, String wrong, String test) {

    private static final Path TABLE = Path.of("src", "test", "resources", "deliberate", "bugs.yaml");

    static Stream<Bug> all() throws IOException {
        JsonNode table = new YAMLMapper().readTree(Files.readString(TABLE));
        return StreamSupport.stream(table.spliterator(), false)
                .map(line -> new Bug(line.path("bug").asText(), line.path("file").asText(), line.path("right").asText(), line.path("wrong").asText(),
                        line.path("test").asText()));
    }

    @Override
    public String toString() {
        return bug;
    }
}
