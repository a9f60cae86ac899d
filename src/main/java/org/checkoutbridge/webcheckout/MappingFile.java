package org.checkoutbridge.webcheckout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Reads {@code webcheckout.yaml}. Below {@code profiles} stands, by name, in what each differs from the rest of the file; it is merged
 * into it (RFC 7396).
 */
final class MappingFile {

    static final String NAME = "webcheckout.yaml";

    private static final String SCHEMA = "webcheckout-mapping/1";
    private static final String PROFILES = "profiles";
    private static final String PROFILE = "profile";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Path file;
    private final ObjectNode whole;

    /** @throws IllegalArgumentException naming the file and the place, if it is no mapping */
    MappingFile(Path folder) {
        file = folder.resolve(NAME);
        try {
            if (!(YAML.readTree(Files.readString(file, StandardCharsets.UTF_8)) instanceof ObjectNode object)) {
                throw new IllegalArgumentException(file + ": a mapping is expected");
            }
            whole = object;
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException(file + line + ": " + e.getOriginalMessage().lines().findFirst().orElse("is no YAML"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        if (!SCHEMA.equals(whole.path("schema").asText())) {
            throw new IllegalArgumentException(file + ": schema is expected to be " + SCHEMA);
        }
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    private Set<String> profiles() {
        Set<String> names = new TreeSet<>();
        whole.path(PROFILES).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The profile that the site has chosen.
     *
     * @param resolved a text with its placeholders of configuration filled in
     * @throws IllegalArgumentException naming file, profile and everything that is wrong, in any profile
     */
    Mapping chosen(UnaryOperator<String> resolved) {
        profiles().forEach(each -> profile(each, resolved));
        return profile(resolved.apply(whole.path(PROFILE).asText()), resolved);
    }

    /**
     * @param profile one of {@link #profiles}; any, when there are none
     * @throws IllegalArgumentException naming file, profile and everything that is wrong
     */
    private Mapping profile(String profile, UnaryOperator<String> resolved) {
        if (!profiles().isEmpty() && !profiles().contains(profile)) {
            throw new IllegalArgumentException(file + " has no profile '" + profile + "'; there are: " + String.join(", ", profiles()));
        }
        ObjectNode merged = whole.deepCopy();
        merged.remove(List.of(PROFILES, PROFILE));
        if (whole.path(PROFILES).path(profile) instanceof ObjectNode differences) {
            merge(merged, differences);
        }
        String place = file + (profiles().isEmpty() ? "" : ", profile " + profile);
        if (merged.path("settings") instanceof ObjectNode settings) {
            settings.fieldNames().forEachRemaining(name -> settings.put(name, resolved.apply(settings.path(name).asText())));
        }
        try {
            Mapping mapping = YAML.treeToValue(merged, Mapping.class);
            List<String> wrong = MappingCheck.problems(mapping);
            if (!wrong.isEmpty()) {
                throw new IllegalArgumentException(place + ":\n    " + String.join("\n    ", wrong));
            }
            return mapping;
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(place + ": " + where(e) + ": " + e.getOriginalMessage().replaceAll("\\s*\\((class|although).*", ""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(place + ": " + e.getOriginalMessage());
        }
    }

    private static String where(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(step -> path.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return path.toString();
    }

    private static void merge(ObjectNode into, ObjectNode differences) {
        differences.properties().forEach(difference -> {
            JsonNode value = difference.getValue();
            if (value.isNull()) {
                into.remove(difference.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode outer = into.path(difference.getKey()) instanceof ObjectNode there ? there : into.putObject(difference.getKey());
                merge(outer, inner);
            } else {
                into.set(difference.getKey(), value);
            }
        });
    }
}
