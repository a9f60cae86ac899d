package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar as it is shipped, in a process of its own, in a folder with nothing but routes and configuration. */
public final class BridgeProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    /** @param folder empty; gets copies of routes/ and config/ */
    public BridgeProcess(Path folder) {
        this.folder = folder;
        this.log = folder.resolve("out.log");
        for (String tree : new String[] {"routes", "config"}) {
            copy(tree);
        }
        for (String port : List.of("BRIDGE_HTTP_PORT", "BRIDGE_MANAGEMENT_PORT", "SANDBOX_PORT", "SANDBOX_SMTP_PORT")) {
            environment.put(port, freePort());
        }
        environment.put("WEBHOOKS_REHEARSAL", "PT0S"); // it is for speed
    }

    private void copy(String tree) {
        try (Stream<Path> files = Files.walk(Path.of(tree))) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    Files.createDirectories(folder.resolve(file));
                } else {
                    Files.copy(file, folder.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public BridgeProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts with a profile, or "" for none, and returns when it is ready. */
    public BridgeProcess startReady(String profile) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // none lives long enough for the second compiler to pay
                "-Dot.epg.working-dir=" + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "-jar", Path.of("target", "checkout-bridge.jar").toAbsolutePath().toString()));
        if (!profile.isEmpty()) {
            command.add(1, "-Dcamel.main.profile=" + profile);
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return awaitReady();
    }

    /** Returns when it is ready, again or for the first time. */
    public BridgeProcess awaitReady() {
        URI ready = URI.create("http://localhost:" + environment.get("BRIDGE_MANAGEMENT_PORT") + "/observe/health/ready");
        await().atMost(START).pollInterval(Duration.ofMillis(200)).ignoreExceptionsInstanceOf(IOException.class).failFast(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended with " + process.exitValue() + ", having written:\n" + log());
            }
        }).untilAsserted(() -> {
            HttpResponse<String> health = HTTP.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        });
        return this;
    }

    /** As Prometheus reads them. */
    public String metrics() throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + environment.get("BRIDGE_MANAGEMENT_PORT") + "/observe/metrics"))
                .build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The public address. */
    public String url() {
        return "http://localhost:" + environment.get("BRIDGE_HTTP_PORT");
    }

    /** The address of the simulated world. */
    public String sandboxUrl() {
        return "http://localhost:" + environment.get("SANDBOX_PORT");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Everything that it has written so far. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, and the exit code that follows. */
    public int stop() {
        process.destroy();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends within a minute").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    /** SIGKILL: nothing is drained, nothing is said. Its database goes on by itself until the next start finds it. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** @param name of a signal, as {@code kill} knows it */
    public void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    /** The first process of its embedded database. */
    public ProcessHandle database() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file("data/postgres/data/postmaster.pid")).get(0).trim())).orElseThrow();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
