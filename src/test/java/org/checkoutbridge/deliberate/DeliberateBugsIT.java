package org.checkoutbridge.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests can fail: each deliberate bug of {@code src/test/resources/deliberate/bugs.yaml} is applied to a copy of the routes, tables and
 * statements, and the test that the table names does not pass there. {@code -Ddeliberate.only=...} applies those whose name or file holds a text.
 */
@Tag("nightly")
class DeliberateBugsIT {

    private static final int PATIENCE_MINUTES = 5;

    private static int applied;
    private static int caught;

    @TempDir
    Path folder;

    static Stream<Bug> bugs() throws IOException {
        String only = System.getProperty("deliberate.only", "");
        return Bug.all().filter(bug -> bug.bug().contains(only) || bug.file().contains(only));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void isCaught(Bug bug) throws Exception {
        for (String tree : List.of("routes", "config", "src/test/resources", "src/main/resources")) {
            copy(Path.of(tree));
        }
        Path broken = folder.resolve(bug.file());
        String text = Files.readString(broken);
        assertThat(text).as("what the bug replaces").contains(bug.right());
        Files.writeString(broken, text.replace(bug.right(), bug.wrong()));
        applied++;

        Path log = folder.resolve("out.log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dot.epg.working-dir=" + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "-cp", folder.resolve("src/main/resources") + File.pathSeparator + classPath(), NamedTest.class.getName(), bug.test())
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(said).as("the bridge starts, so that it is the test that catches the bug").doesNotContain("the bridge does not start");
        assertThat(process.exitValue()).as(() -> bug.test() + " with \"" + bug + "\" ended with\n" + said).isEqualTo(NamedTest.FAILED);
        caught++;
        System.out.printf("deliberate bug caught by %s: %s%n", bug.test().replaceAll(".*[.]", ""), bug);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).reduce((one, two) -> one + File.pathSeparator + two).orElseThrow();
    }

    private void copy(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    Files.createDirectories(folder.resolve(file));
                } else {
                    Files.copy(file, folder.resolve(file));
                }
            }
        }
    }

    @AfterAll
    static void tell() {
        System.out.printf("deliberate bugs: %d caught of %d applied%n", caught, applied);
    }
}
