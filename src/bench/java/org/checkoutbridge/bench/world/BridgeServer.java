package org.checkoutbridge.bench.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The jar as it is shipped, in a process of its own, without the sandbox, with a database that is outside of it. */
public final class BridgeServer implements AutoCloseable {

    public static final String ERP_KEY = "bench-erp-key";

    private static final String SIGNING_KEY = "bench-signing-key-0123456789abcdef";
    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern READY = Pattern.compile("is ready after ([0-9.]+) s");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final String database;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = Child.freePort();
    private final int managementPort = Child.freePort();
    private Child process;
    private Duration untilReady;

    /**
     * @param folder gets copies of routes/ and config/
     * @param name of its database
     */
    public BridgeServer(Path folder, Database database, String name, Neighbours neighbours) {
        this.folder = folder;
        this.database = name;
        copy(Path.of("routes"));
        copy(Path.of("config"));
        environment.putAll(Map.of("BRIDGE_HTTP_PORT", Integer.toString(port), "BRIDGE_MANAGEMENT_PORT", Integer.toString(managementPort), "CONSOLE_USERS", "config/sandbox/users.csv",
                "BRIDGE_SIGNING_KEY", SIGNING_KEY, "DATABASE_URL", database.url(name), "ERP_API_KEY", ERP_KEY, "ERP_TOKEN", "bench-erp-token"));
        environment.putAll(Map.of("ERP_STOCK_URL", neighbours.erpUrl() + "/stock", "ERP_FINANCE_URL", neighbours.erpUrl() + "/finance",
                "SUGAWAY_BASE_URL", neighbours.platformUrl(), "SUGAWAY_API_KEY", "bench-api-key", "SUGAWAY_ACCESS_TOKEN", "bench-access-token"));
    }

    private void copy(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
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

    /** Changes its copy of a file, which must change by that. */
    public BridgeServer edit(String file, UnaryOperator<String> change) {
        Path path = folder.resolve(file);
        try {
            String before = Files.readString(path);
            String after = change.apply(before);
            if (after.equals(before)) {
                throw new IllegalStateException(file + " is no longer what this benchmark thinks");
            }
            Files.writeString(path, after);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and returns when it is ready. */
    public BridgeServer start() {
        long begin = System.nanoTime();
        Path target = Path.of("target").toAbsolutePath();
        process = new Child(List.of(Path.of(Child.JAVA_HOME, "bin", "java").toString(), "-jar", target.resolve("checkout-bridge.jar").toString()),
                environment, folder, folder.resolve("out.log"));
        process.await(START, this::ready);
        untilReady = Duration.ofNanos(System.nanoTime() - begin);
        return this;
    }

    private boolean ready() {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/observe/health/ready")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its database's name. */
    public String database() {
        return database;
    }

    /** Root of its management port. */
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    public int port() {
        return port;
    }

    public Child process() {
        return process;
    }

    /** From the process's start to the first 200 of its readiness. */
    public Duration untilReady() {
        return untilReady;
    }

    /** What it says of its own start, in seconds. */
    public double saysReadyAfterSeconds() {
        Matcher matcher = READY.matcher(process.log());
        double last = Double.NaN;
        while (matcher.find()) {
            last = Double.parseDouble(matcher.group(1));
        }
        return last;
    }

    /** The path that the platform's messages about a checkout go to. */
    public static String webhookPath(String reference) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(("WEBHOOK\nsugaway\n" + reference).getBytes(StandardCharsets.UTF_8));
            return "/webhooks/sugaway/" + reference + "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
