package org.checkoutbridge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.checkoutbridge.bench.world.Child;

/** Measures the shipped jar: {@code mvn -B -Pbench verify -DskipTests}. What each section is stands in src/docs/benchmarks.md. */
public final class Benchmarks {

    private interface Section {
        void run(Lab lab) throws Exception;
    }

    private final Settings settings;
    private final Report report;
    private boolean failed;

    private Benchmarks(Settings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.folder());
        this.report = new Report(settings.folder().resolve("results.md"));
    }

    /** @param arguments none: see {@link Settings} */
    public static void main(String[] arguments) throws IOException {
        Benchmarks benchmarks = new Benchmarks(Settings.read());
        benchmarks.run();
        System.exit(benchmarks.failed ? 1 : 0);
    }

    private void run() throws IOException {
        machine();
        section("a", lab -> new Acknowledgements(lab).run());
        section("b", WebhookToErp::run);
        section("c", OrdersOpened::run);
        section("d", StartAndMemory::run);
        section("e", Drain::run);
        section("f", Storm::run);
        if (settings.fill() > 0) {
            section("g", FilledLedger::run);
            section("h", ConsoleSearch::run);
        }
        report.say("end: %s, load average %s", Instant.now(), load());
    }

    private void machine() throws IOException {
        report.section("Machine");
        Runtime runtime = Runtime.getRuntime();
        report.say("%s, %d cores, %s, Java %s", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                runtime.availableProcessors(), memory(), System.getProperty("java.runtime.version"));
        report.say("begin: %s, load average %s%s", Instant.now(), load(), settings.quick() ? "; quick: not to be quoted" : "");
    }

    private static String memory() throws IOException {
        Path file = Path.of("/proc/meminfo");
        return Files.exists(file) ? Files.readAllLines(file).stream().limit(1).collect(Collectors.joining()).replaceAll(" +", " ") : "memory unknown";
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).trim() : "unknown";
    }

    /** A section that fails says so, and the others go on. */
    private void section(String letter, Section section) {
        if (!settings.section(letter)) {
            return;
        }
        try (Lab lab = new Lab(settings, report, letter)) {
            Child.pause(1_000);
            section.run(lab);
            report.say("database: PostgreSQL %s", lab.database.version());
        } catch (Exception e) {
            failed = true;
            report.say("section %s **failed**: %s", letter, e);
            e.printStackTrace();
        }
    }
}
