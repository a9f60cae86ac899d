package org.checkoutbridge.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage-guided fuzzing of each reader, from its kept samples on: {@code -Dfuzz.minutes=...} for each. What it came upon is in
 * {@code target/fuzz/<reader>}: {@code found}, and in {@code kept} as few as cover as much, from which to take new samples; what breaks a
 * promise is beside them, and is to be kept.
 */
@Tag("nightly")
class FuzzIT {

    private static final int MINUTES = Integer.getInteger("fuzz.minutes", 20);

    /** Longer ones are slower, and no others. */
    private static final int MAX_BYTES = 4096;

    /** The first one has to have everything loaded; the replay of what is kept is stricter. */
    private static final int MAX_SECONDS_EACH = 60;

    /** Whose branches a sample is kept for. */
    private static final String OURS = "org.checkoutbridge.**:net.thisptr.jackson.jq.**";

    /** Whose branches are worth reaching on the way: also those of the parsers that see what is sent as it is sent. */
    private static final String ALL = OURS + ":com.fasterxml.jackson.core.json.**:com.networknt.schema.**";

    @ParameterizedTest
    @EnumSource
    void nothingBreaksWhatIsPromised(Reader reader) throws Exception {
        Path folder = Path.of("target", "fuzz", reader.toString());
        Path found = Files.createDirectories(folder.resolve("found"));
        Path kept = Files.createDirectories(folder.resolve("kept"));
        String told = jazzer(reader, ALL, "-max_total_time=" + TimeUnit.MINUTES.toSeconds(MINUTES), "-print_final_stats=1",
                found.toString(), Corpus.folder(reader.toString()).toString());
        jazzer(reader, OURS, "-merge=1", "-set_cover_merge=1", "-use_counters=0", kept.toString(), Corpus.folder(reader.toString()).toString(), found.toString());
        told.lines().filter(line -> line.contains("DONE") || line.startsWith("stat::number_of_executed")).forEach(line -> System.out.println(reader + ": " + line));
    }

    private static String jazzer(Reader reader, String guidedBy, String... arguments) throws IOException, InterruptedException {
        Path folder = Path.of("target", "fuzz", reader.toString());
        Path log = folder.resolve("out.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-Dlog4j2.level=off", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + reader.target(), "--instrumentation_includes=" + guidedBy,
                "--reproducer_path=" + folder, "-artifact_prefix=" + folder + "/", "-max_len=" + MAX_BYTES, "-timeout=" + MAX_SECONDS_EACH,
                "-rss_limit_mb=0"));
        command.addAll(Stream.of(arguments).toList());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(2L * MINUTES + 10, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String told = Files.readString(log);
        assertThat(process.exitValue()).as(() -> reader + " ended with\n" + told.substring(Math.max(0, told.length() - 5_000))).isZero();
        return told;
    }
}
