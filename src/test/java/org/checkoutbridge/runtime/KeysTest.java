package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration as it is shipped, and what must not start. */
class KeysTest {

    private static final Path SHIPPED = Path.of("config");

    @TempDir
    Path config;

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void copyWhatIsShipped() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".properties") || f.toString().endsWith("keys.csv")).toList()) {
                Path copy = config.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (String file : files("gateway.properties", "application.properties")) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(config.resolve(file))) {
                properties.load(reader);
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        values.put("bridge.public-url", "http://localhost:8080"); // what Camel resolves of it
        values.put("bridge.signing-key", "a secret");
        values.put("erp.api-key", "a secret");
    }

    /** A file of each platform's folder, and one of the configuration itself. */
    private static List<String> files(String ofPlatforms, String own) {
        return Stream.concat(ConfiguredGateways.names().stream().map(name -> "gateways/" + name + "/" + ofPlatforms), Stream.of(own)).toList();
    }

    private void check(boolean sandbox) {
        new Keys(config).check(key -> values.getOrDefault(key, ""), sandbox);
    }

    private void append(String file, String line) throws IOException {
        Files.writeString(config.resolve(file), "\n" + line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void whatIsShippedNeedsNothingButItsSecrets() {
        assertThatCode(() -> check(false)).doesNotThrowAnyException();
    }

    @Test
    void everyDeclaredKeyHasALineInWhatIsShipped() throws IOException {
        for (String folder : files("", "")) {
            List<String> declared = Files.readAllLines(config.resolve(folder + "keys.csv")).stream()
                    .filter(line -> line.matches("[a-z0-9.-]+\\.[a-z0-9.-]+ .*") && !line.startsWith("sandbox."))
                    .map(line -> line.split("[ ,]")[0]).toList();
            assertThat(values.keySet()).containsAll(declared);
        }
        assertThat(values.keySet()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @CsvSource({"bridge.signing-key, BRIDGE_SIGNING_KEY", "erp.api-key, ERP_API_KEY", "bridge.http.port, BRIDGE_HTTP_PORT",
        "sugaway.reference-length, SUGAWAY_REFERENCE_LENGTH"})
    void aNeededKeyWithoutAValueIsNamedWithItsVariable(String key, String variable) {
        for (String nothing : new String[] {"", "  "}) {
            values.put(key, nothing);
            assertThatThrownBy(() -> check(false)).isInstanceOf(ConfigurationException.class)
                    .hasMessage(key + " has no value (environment: " + variable + ")");
        }
    }

    @Test
    void whatIsNeededWithSomethingElseIsNeededOnlyThen() {
        values.put("mail.from", "");
        assertThatCode(() -> check(false)).doesNotThrowAnyException();
        values.put("mail.host", "smtp.example");
        assertThatThrownBy(() -> check(false)).hasMessageStartingWith("mail.from has no value");
    }

    @Test
    void theSandboxNeedsItsPorts() {
        assertThatThrownBy(() -> check(true)).hasMessageContaining("sandbox.port has no value").hasMessageContaining("sandbox.smtp-port has no value");
    }

    @ParameterizedTest
    @CsvSource({"bridge.http.port, 0", "bridge.http.port, 65536", "bridge.http.port, eighty", "database.pool, 0", "database.pool, -1",
        "database.pool, 1.5", "payments.max-discount, 1", "payments.max-discount, 5%", "payments.max-discount, -0.1",
        "effects.refund-returns-stock, yes", "orders.answer-within, 10s", "orders.answer-within, -PT1S", "'effects.retry', 'PT1S,,PT2S'",
        "reconcile.cron, * * * * *", "bridge.time-zone, Buenos Aires", "mail.from, 'Tienda <a@b.c>'", "mail.merchant-to, a", "erp.stock.url, erp/stock",
        "erp.stock.url, ftp://erp", "database.url, jdbc:mysql://x", "mail.locale, es", "mail.policy, both", "sugaway.webhooks-type, some",
        "sugaway.absence-proof, maybe", "bridge.public-url, http://shop.example", "bridge.public-url, localhost", "bridge.public-url, 'http://localhost.shop.example'",
        "bridge.public-url, 'http://127.0.0.1.shop.example'", "erp.finance.url, 'http://exa mple'"})
    void aValueOfAnotherKindIsNamedByItsKeyAndRepeated(String key, String value) {
        values.put(key, value);
        assertThatThrownBy(() -> check(false)).isInstanceOf(ConfigurationException.class).hasMessageStartingWith(key + ": '" + value + "' ");
    }

    @ParameterizedTest
    @CsvSource({"bridge.public-url, https://shop.example", "bridge.public-url, http://127.0.0.1:8080", "'bridge.public-url', 'http://[::1]:8080'",
        "bridge.public-url, http://localhost", "payments.max-discount, 0.05", "orders.answer-within, PT0S", "mail.locale, en",
        "database.url, jdbc:postgresql://db/bridge", "bridge.time-zone, America/Bogota", "reconcile.cron, 0 0/5 * * * ?"})
    void aValueOfItsKindIsTaken(String key, String value) {
        values.put(key, value);
        assertThatCode(() -> check(false)).doesNotThrowAnyException();
    }

    @Test
    void everythingWrongIsToldAtOnce() throws IOException {
        values.put("bridge.http.port", "x");
        values.put("erp.api-key", "");
        append("application.properties", "bridge.htpp.port = 80");
        assertThatThrownBy(() -> check(false)).hasMessageContaining("bridge.http.port: 'x'").hasMessageContaining("erp.api-key has no value")
                .hasMessageContaining("bridge.htpp.port is no key");
    }

    @ParameterizedTest
    @CsvSource({"application.properties, mail.hots", "application-sandbox.properties, sandbox.prot", "gateways/sugaway/gateway.properties, sugaway.api_key",
        "application.properties, sugaway.typo"})
    void aKeyThatDoesNotExistStopsTheStartByFileAndLine(String file, String key) throws IOException {
        append(file, key + " = x");
        int line = Files.readAllLines(config.resolve(file)).indexOf(key + " = x") + 1;
        assertThatThrownBy(() -> check(false)).isInstanceOf(ConfigurationException.class)
                .hasMessage(config.resolve(file) + ", line " + line + ": " + key + " is no key of this program");
    }

    @Test
    void aCommentedKeyAndAKeyOfCamelsAreNotOurs() throws IOException {
        append("application.properties", "# mail.hots = x\ncamel.main.name = x\n! bridge.typo = x");
        assertThatCode(() -> check(false)).doesNotThrowAnyException();
    }

    @Test
    void aKeyThatIsDeclaredTwiceStopsTheStartByFileAndLine() throws IOException {
        append("gateways/sugaway/keys.csv", "mail.host, text, no");
        int line = Files.readAllLines(config.resolve("gateways/sugaway/keys.csv")).size();
        assertThatThrownBy(() -> new Keys(config)).hasMessage(config.resolve("gateways/sugaway/keys.csv") + ", line " + line + ": key mail.host stands twice");
    }

    @Test
    void theCredentialsOfAPlatformAreNamedBesideItsKeys() {
        assertThat(new Keys(config).credentials()).containsOnlyKeys(ConfiguredGateways.names().toArray(String[]::new))
                .containsEntry("sugaway", List.of("sugaway.base-url", "sugaway.api-key", "sugaway.access-token"));
    }

    @Test
    void aFolderWithoutPlatformsIsNoConfiguration() {
        assertThatThrownBy(() -> new Keys(config.resolve("mail"))).hasMessageContaining("is not a configuration folder");
    }
}
