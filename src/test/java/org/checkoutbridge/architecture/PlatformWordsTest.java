package org.checkoutbridge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A platform is known by name in its own folders only: another one is added without touching anything else. */
class PlatformWordsTest {

    /** Where a platform's word may stand: its own folders, its simulator, and the sandbox's configuration. */
    private static final List<String> ITS_OWN = List.of("routes/gateways/%s/", "config/gateways/%s/", "routes/sandbox/", "config/sandbox/",
            "config/pages/sandbox/", "config/application-sandbox.properties", "src/main/resources/db/sandbox/", "src/main/resources/sql/sandbox/",
            "src/main/java/org/checkoutbridge/sandbox/");

    /** The one key whose value is a platform's name. */
    private static final String DEFAULT_GATEWAY = "orders.default-gateway = ";

    @Test
    void noPlatformsWordStandsOutsideItsFolders() {
        List<String> wrong = new ArrayList<>();
        for (String platform : platforms()) {
            List<String> own = ITS_OWN.stream().map(folder -> folder.formatted(platform)).toList();
            Stream.of("routes", "config", "src/main").flatMap(folder -> Sources.files(folder, "").stream())
                    .filter(file -> own.stream().noneMatch(Sources.slashed(file)::startsWith))
                    .forEach(file -> {
                        if (Sources.slashed(file).toLowerCase(java.util.Locale.ROOT).contains(platform)) {
                            wrong.add(Sources.slashed(file) + ": its name");
                        }
                        lines(file).filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains(platform))
                                .filter(line -> !line.startsWith(DEFAULT_GATEWAY) && !comment(file, line))
                                .forEach(line -> wrong.add(Sources.slashed(file) + ": " + line.strip()));
                    });
        }
        assertThat(wrong).as("flows speak our words: put the platform's into routes/gateways/<platform>/, its mappings or its keys").isEmpty();
    }

    /** The source of a rule may be named in a comment of Java. */
    private static boolean comment(Path file, String line) {
        return file.toString().endsWith(".java") && line.strip().matches("(/\\*\\*|\\*|//).*");
    }

    @Test
    void aPlatformHasItsFilesUnderTheNamesThatEveryPlatformHas() {
        Set<String> doors = RouteTree.read().files().stream().filter(file -> file.folder().equals("gateways"))
                .filter(file -> String.join("\n", file.lines()).contains("toD:")).map(RouteTree.RouteFile::stem).collect(Collectors.toSet());
        for (String platform : platforms()) {
            assertThat(doors).as("routes/gateways/%s/ lacks a file", platform)
                    .allMatch(door -> Files.exists(Path.of("routes/gateways", platform, door + RouteTree.ENDING)));
            assertThat(Stream.of("gateway.properties", "keys.csv", "status-codes.csv")).as("config/gateways/%s/ lacks a file", platform)
                    .allMatch(name -> Files.exists(Path.of("config/gateways", platform, name)));
        }
    }

    private static List<String> platforms() {
        try (Stream<Path> folders = Files.list(Path.of("config/gateways"))) {
            List<String> platforms = folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
            assertThat(platforms).isNotEmpty();
            return platforms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        return Sources.text(file).lines();
    }
}
