package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every jq mapping in {@code config/}, by its fixtures, on the program's own jq. */
class MappingsTest {

    private static final Pattern VARIABLE = Pattern.compile("variable\\(\"(\\w+)\"\\)");
    private static final Pattern FUNCTION_BEAN = Pattern.compile("- name: (\\w+/\\d+)\\s");

    static List<Fixture> fixtures() {
        return Fixture.all();
    }

    static List<Path> mappings() {
        return Fixture.mappings();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aMappingMakesOfItsInputWhatItsFixtureSays(Fixture fixture) throws IOException {
        assertThat(fixture.mapping()).as("the mapping that the fixture's folder names").exists();
        assertThat(fixture.mapped()).isEqualTo(fixture.expected());
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyMappingHasAFixture(Path mapping) {
        assertThat(fixtures()).as("put NN-name.in.json and NN-name.out.json into " + Fixture.folder(mapping))
                .anyMatch(fixture -> fixture.mapping().equals(mapping));
    }

    @Test
    void everyFileAmongTheFixturesIsPartOfOne() {
        Set<Path> known = new TreeSet<>();
        for (Fixture fixture : fixtures()) {
            assertThat(fixture.in().getFileName().toString()).matches("[0-9]{2}-[a-z0-9-]+\\.in\\.json");
            known.addAll(List.of(fixture.in(), fixture.sibling(".out.json"), fixture.sibling(".variables.json")));
        }
        assertThat(Fixture.files(Fixture.FIXTURES, "")).as("each .out.json and .variables.json needs its .in.json").isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void theVariablesThatFixturesGiveAreThoseThatTheMappingReads(Path mapping) throws IOException {
        Set<String> read = found(VARIABLE, Files.readString(mapping));
        for (Fixture fixture : fixtures()) {
            if (fixture.mapping().equals(mapping)) {
                assertThat(fixture.variables().keySet()).as(fixture.toString()).containsExactlyInAnyOrderElementsOf(read);
            }
        }
    }

    @Test
    void mappingsAreTestedWithTheFunctionsThatTheRoutesGiveThem() throws IOException {
        assertThat(JqEngine.functions().keySet())
                .containsExactlyInAnyOrderElementsOf(found(FUNCTION_BEAN, Files.readString(Path.of("routes/shared/beans.camel.yaml"))));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
