package org.checkoutbridge.bench.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.checkoutbridge.bench.load.Webhooks;

/** What PostgreSQL's own load generator reaches with the same row: prepared, one row a commit, into a table that is made alike. */
public final class PgBench {

    public static final int CLIENTS = 32;

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String TABLE = "create table if not exists bench_inbox (like webhook_inbox including all)";
    private static final String SCRIPT = """
            \\set n random(1, 9000000000000000000)
            \\set r random(1, 1000)
            insert into bench_inbox (gateway, reference, content_type, body, dedup_key)
            values ('sugaway', 'SO-' || :r || '-A1', 'application/x-www-form-urlencoded', convert_to(:n || :body, 'UTF8'), rpad(:n::text, 64, '0'))
            on conflict (merchant, coalesce(reference, ''), dedup_key) do nothing
            """;

    private final Path program;
    private final Path script;

    private PgBench(Path program, Path folder) {
        this.program = program;
        this.script = folder.resolve("pgbench.sql");
        try {
            Files.writeString(script, SCRIPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the PATH, or from where Debian keeps it. */
    public static Optional<PgBench> find(Path folder) {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(path, debian().stream()).map(directory -> directory.resolve("pgbench")).filter(Files::isExecutable).findFirst()
                .map(program -> new PgBench(program, folder));
    }

    private static List<Path> debian() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin")).sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The statement that makes its table. */
    public static String table() {
        return TABLE;
    }

    /** @return rows, which are commits, a second */
    public double run(int port, String database, Duration duration) {
        String body = Webhooks.body("SO-1000-A1", Webhooks.PAID).substring(18);
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-h", "localhost", "-p", Integer.toString(port), "-U", "postgres",
                "-n", "-M", "prepared", "-c", Integer.toString(CLIENTS), "-j", "2", "-T", Long.toString(duration.toSeconds()),
                "-D", "body=" + body, "-f", script.toString(), database).redirectErrorStream(true);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IllegalStateException("pgbench: " + output);
            }
            return Double.parseDouble(rate.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
