package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import org.checkoutbridge.standin.ErpStandIn;
import org.checkoutbridge.standin.SugawayStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as it is shipped, in a process of its own, in a folder with nothing but routes and configuration. */
class ShippedJarIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final SugawayStandIn platform = new SugawayStandIn();
    private final ErpStandIn erp = new ErpStandIn();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    private Path log;

    @BeforeEach
    void prepare() throws IOException {
        for (String tree : new String[] {"routes", "config"}) {
            try (Stream<Path> files = Files.walk(Path.of(tree))) {
                for (Path file : files.toList()) {
                    Path copy = folder.resolve(file);
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
        log = folder.resolve("out.log");
        environment.putAll(Map.of(
                "BRIDGE_HTTP_PORT", freePort(), "BRIDGE_MANAGEMENT_PORT", freePort(),
                "BRIDGE_SIGNING_KEY", "process-signing-key-0123456789abcdef", "ERP_API_KEY", "process-erp-key",
                "ERP_STOCK_URL", erp.url() + "/stock", "ERP_FINANCE_URL", erp.url() + "/finance",
                "SUGAWAY_BASE_URL", platform.url(), "SUGAWAY_API_KEY", SugawayStandIn.API_KEY,
                "SUGAWAY_ACCESS_TOKEN", SugawayStandIn.ACCESS_TOKEN));
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        platform.close();
        erp.close();
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        command.add("-XX:TieredStopAtLevel=1"); // none lives long enough for the second compiler to pay
        command.add("-Dot.epg.working-dir=" + Path.of("target", "postgres-binaries").toAbsolutePath());
        command.addAll(List.of("-jar", Path.of("target", "checkout-bridge.jar").toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Process startReady(String... arguments) throws IOException {
        Process process = start(arguments);
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(process.isAlive()).as(() -> output()).isTrue();
            assertThat(status("http://localhost:" + environment.get("BRIDGE_MANAGEMENT_PORT") + "/observe/health/ready")).isEqualTo(200);
        });
        return process;
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(String url) {
        return call(HttpRequest.newBuilder(URI.create(url)).build()).map(HttpResponse::statusCode).orElse(0);
    }

    private static java.util.Optional<HttpResponse<String>> call(HttpRequest request) {
        try {
            return java.util.Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return java.util.Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return java.util.Optional.empty();
        }
    }

    private HttpResponse<String> order(String orderId) {
        return call(HttpRequest.newBuilder(URI.create("http://localhost:" + environment.get("BRIDGE_HTTP_PORT") + "/erp/orders"))
                .header("Content-Type", "application/json").header("Authorization", "Bearer process-erp-key")
                .POST(HttpRequest.BodyPublishers.ofString(Journey.order(orderId).toString())).build()).orElseThrow();
    }

    private HttpResponse<String> show(String orderId) {
        return call(HttpRequest.newBuilder(URI.create("http://localhost:" + environment.get("BRIDGE_HTTP_PORT") + "/erp/orders/" + orderId))
                .header("Authorization", "Bearer process-erp-key").build()).orElseThrow();
    }

    private ProcessHandle postgres() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("data/postgres/data/postmaster.pid")).get(0).trim())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itStartsServesAndEndsWithZero() throws Exception {
        Process bridge = startReady();
        assertThat(order("P-1").statusCode()).isEqualTo(201);
        await().atMost(SOON).untilAsserted(() -> assertThat(erp.actions("/stock", "P-1-A1")).containsExactly("reserve"));
        assertThat(status("http://localhost:" + environment.get("BRIDGE_HTTP_PORT") + "/erp/calls")).isEqualTo(404);

        bridge.destroy(); // SIGTERM
        assertThat(bridge.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bridge.exitValue()).as(output()).isZero();
        assertThat(output()).contains("is ready after").doesNotContain("Exception", "WARN", "ERROR", "process-erp-key",
                "process-signing-key", SugawayStandIn.API_KEY, "mariajose", "30123456");
    }

    @Test
    void whatWasTakenSurvivesTheBridgeBeingKilled() throws Exception {
        Process first = startReady();
        assertThat(order("K-1").statusCode()).isEqualTo(201);
        ProcessHandle orphan = postgres();
        first.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        startReady();
        assertThat(orphan.isAlive()).isFalse();
        assertThat(show("K-1").body()).contains("\"state\":\"OPEN\"");
        assertThat(order("K-1").statusCode()).isEqualTo(200);
    }

    @Test
    void theEmbeddedDatabaseBeingKilledIsSurvived() throws Exception {
        startReady();
        assertThat(order("D-1").statusCode()).isEqualTo(201);
        ProcessHandle killed = postgres();
        killed.destroyForcibly();
        await().atMost(SOON).until(() -> !killed.isAlive());
        await().atMost(SOON).untilAsserted(() -> assertThat(show("D-1").statusCode()).as(output()).isEqualTo(200));
        await().atMost(SOON).untilAsserted(() -> assertThat(order("D-2").statusCode()).isEqualTo(201));
    }

    @Test
    void aHalfMadeDatabaseIsMadeAnew() throws Exception {
        Files.createDirectories(folder.resolve("data/postgres/data"));
        Files.writeString(folder.resolve("data/postgres/data/postgresql.conf"), "# half made\n");
        startReady();
        assertThat(order("H-1").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "BRIDGE_SIGNING_KEY,'',bridge.signing-key", "ERP_API_KEY,'',erp.api-key", "BRIDGE_HTTP_PORT,eighty,bridge.http.port",
        "RECONCILE_CRON,sometimes,reconcile.cron", "EFFECTS_RETRY,soon,effects.retry", "BRIDGE_PUBLIC_URL,http://shop.example,bridge.public-url",
        "ORDERS_DEFAULT_GATEWAY,nobody,orders.default-gateway", "DATABASE_URL,jdbc:mysql://x,database.url",
        "DATABASE_URL,jdbc:postgresql://localhost:1/none,database.url", "MAIL_LOCALE,fr,mail.locale", "BRIDGE_TIME_ZONE,Mars,bridge.time-zone",
        "MAIL_HOST,localhost,mail.from"})
    void aWrongValueStopsTheStartAndNamesTheKey(String variable, String value, String key) throws Exception {
        environment.put(variable, value);
        assertRefused(start(), key);
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(Integer.parseInt(environment.get("BRIDGE_HTTP_PORT")), 1, InetAddress.getByName("0.0.0.0"))) {
            assertRefused(start(), "bridge.http.port: port " + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "routes/orders/show-order.camel.yaml,'- route:\n    id: x\n    form: direct:x\n',show-order.camel.yaml",
        "config/payments/lifecycle.csv,'state , opened\nOPEN , =\n',lifecycle.csv",
        "config/gateways/sugaway/status-codes.csv,'code , standing , source\n200 , payed , x\n','status-codes.csv, line 2'",
        "config/schemas/order.schema.json,'{',order.schema.json",
        "config/gateways/sugaway/creation-to-event.jq,'{a:',creation-to-event.jq",
        "config/application.properties,'bridge.htpp.port = 1\n',bridge.htpp.port"})
    void aFileThatCannotBeReadStopsTheStartAndIsNamed(String file, String content, String named) throws Exception {
        if (file.endsWith(".properties")) {
            Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + content);
        } else {
            Files.writeString(folder.resolve(file), content);
        }
        assertRefused(start(), named);
    }

    @Test
    void aGatewayWithoutCredentialsIsOff() throws Exception {
        environment.put("SUGAWAY_API_KEY", "");
        startReady();
        HttpResponse<String> reply = order("O-1");
        assertThat(reply.statusCode()).isEqualTo(422);
        assertThat(reply.body()).contains("unknown-gateway");
    }

    private void assertRefused(Process process, String named) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(output()).contains("Checkout Bridge cannot start.").contains(named).doesNotContain("\tat ");
    }
}
