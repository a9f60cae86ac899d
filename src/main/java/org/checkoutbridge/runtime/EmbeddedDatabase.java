package org.checkoutbridge.runtime;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in the data directory, for trying, for tests and for small sites: the same engine as anywhere
 * else, durable, kept between runs. A server that a killed bridge left behind is stopped first; one that dies is started again,
 * on the same port.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_PAUSE_SECONDS = 10;

    private final Path home;
    private final Path data;
    private final FileChannel lockFile;
    private EmbeddedPostgres server;
    private boolean closed;

    /**
     * Starts the server, making its files when there are none.
     *
     * @param dataDirectory of the bridge; the server's files go into a folder of it
     * @throws ConfigurationException if another bridge uses the directory
     */
    EmbeddedDatabase(Path dataDirectory) throws IOException {
        this.home = dataDirectory.resolve("postgres").toAbsolutePath();
        this.data = home.resolve("data");
        Files.createDirectories(home);
        this.lockFile = locked(home.resolve("lock"));
        stopOrphan();
        discardHalfMade();
        start(0);
        Files.writeString(complete(), "initialised\n");
    }

    /** Whether a bridge has kept its ledger in this data directory. */
    static boolean isIn(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve("postgres").resolve("initialised"));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
    }

    private synchronized void start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would stop while the bridge still drains
                .setPGStartupWait(port > 0 ? RESTART_PATIENCE : START_PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", "100")
                .setLocaleConfig("locale", "C");
        if (port > 0) {
            builder.setPort(port);
        }
        if (System.getProperty("ot.epg.working-dir") == null) {
            builder.setOverrideWorkingDirectory(home.resolve("binaries").toFile());
        }
        server = builder.start();
        watch();
    }

    /** Starts the server again when its process has died, as often as it takes: a full disk has killed it, and somebody makes room. */
    private void watch() {
        postmaster().ifPresent(process -> process.onExit().thenAccept(this::restart));
    }

    private synchronized void restart(ProcessHandle dead) {
        int port = server.getPort();
        for (int attempt = 1; !closed; attempt++) {
            LOG.warn("The embedded PostgreSQL has stopped. Starting it again (attempt {}).", attempt);
            try {
                server.close();
                Files.deleteIfExists(data.resolve("epg-lock")); // an attempt that failed keeps it locked, and we hold the folder's own lock
                start(port);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("The embedded PostgreSQL did not start ({}). It is tried again; is the disk of {} full?", e.getMessage(), data);
            }
            try {
                wait(Math.min(attempt, LONGEST_PAUSE_SECONDS) * 1_000L);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).trim()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** We hold the directory's lock: a server that still runs in it belongs to a bridge that was killed. */
    private void stopOrphan() {
        postmaster()
                .filter(process -> process.info().command().map(command -> command.contains("postgres")).orElse(true))
                .ifPresent(process -> {
                    LOG.info("Stopping the embedded PostgreSQL that an earlier bridge left behind (process {}).", process.pid());
                    process.destroy();
                    try {
                        process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception e) {
                        process.destroyForcibly();
                    }
                });
    }

    private Path complete() {
        return home.resolve("initialised");
    }

    /** Files that were being made when the bridge was killed: nothing was ever stored in them. */
    private void discardHalfMade() throws IOException {
        if (Files.exists(data) && !Files.exists(complete())) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new ConfigurationException("bridge.data-dir: another bridge uses " + file.getParent().getParent());
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new ConfigurationException("bridge.data-dir: another bridge uses " + file.getParent().getParent());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
            try {
                server.close();
                lockFile.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
