package org.checkoutbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.payment.Standing;
import org.checkoutbridge.payment.StatusCodes;
import org.checkoutbridge.webcheckout.Webcheckouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every platform's folder must be. What it must do is in {@code journey/AnyPlatformIT}. */
class GatewayContractTest {

    private static final Path CONFIG = Path.of("config", "gateways");

    static List<String> platforms() {
        return ConfiguredGateways.names();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void saysWhatItCanDo(String platform) {
        Gateway gateway = ConfiguredGateways.shipped(platform);
        assertThat(gateway.currencies()).isNotEmpty().allSatisfy(code -> assertThat(Currency.getInstance(code)).isNotNull());
        assertThat(gateway.referenceLength()).as("a readable part, a digest and an attempt").isGreaterThanOrEqualTo(16);
        assertThat(gateway.timeoutMinutes()).isPositive();
        assertThat(gateway.test()).as("shipped for real money").isFalse();
        assertThat(gateway.capabilities().askable() == (gateway.capabilities().unansweredHold() == null))
                .as("who cannot be asked says how long an unanswered checkout is held").isTrue();
        assertThat(gateway.capabilities().charsets()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void isOffWithoutItsCredentials(String platform) {
        List<Table.Row> credentials = Table.read(CONFIG.resolve(platform).resolve("keys.csv"), "key", "kind", "needed").rows().stream()
                .filter(row -> row.get("needed").equals("credentials")).toList();
        assertThat(credentials).isNotEmpty().anyMatch(row -> row.get("kind").equals("secret"));
        Properties keys = ConfiguredGateways.keys(platform);
        assertThat(credentials).allSatisfy(row -> assertThat(keys.getProperty(row.get("key"))).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void knowsWhatItsCodesMean(String platform) {
        Path table = CONFIG.resolve(platform).resolve("status-codes.csv");
        StatusCodes codes = new StatusCodes(table);
        List<Standing> standings = Table.read(table, "code", "standing", "source").rows().stream()
                .map(row -> row.constant("standing", Standing.class)).toList();
        assertThat(standings).contains(Standing.PAID, Standing.FAILED, Standing.WAITING);
        assertThat(Table.read(table, "code", "standing", "source").rows()).as("each with its source").noneMatch(row -> row.get("source").isBlank());
        for (String unknown : new String[] {null, "", "nobody-knows", "unknown:approved", "another-account"}) {
            assertThat(codes.standing(unknown)).isEqualTo(Standing.UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void hasTheRoutesThatEveryPlatformHas(String platform) throws Exception {
        for (Path file : Files.list(Path.of("routes", "gateways", platform)).toList()) {
            assertThat(Files.readString(file)).as("%s: off when the platform is off", file).contains("precondition: \"{{" + platform + ".on}}\"");
        }
    }

    /** One that is reached by a form has a mapping, which makes a form of a usual order and believes nothing that is not signed. */
    @ParameterizedTest
    @MethodSource("platforms")
    void signsItsFormAndBelievesNobodyElse(String platform) {
        Gateway gateway = ConfiguredGateways.shipped(platform);
        assertThat(Files.exists(CONFIG.resolve(platform).resolve("webcheckout.yaml"))).isEqualTo(gateway.capabilities().form());
        if (!gateway.capabilities().form()) {
            return;
        }
        Properties keys = ConfiguredGateways.keys(platform);
        ConfiguredGateways.credentials(platform).forEach(keys::setProperty);
        Webcheckouts webcheckouts = new Webcheckouts(new Gateways(List.of(gateway)), text -> keys.stringPropertyNames().stream()
                .reduce(text, (resolved, key) -> resolved.replace("{{" + key + "}}", keys.getProperty(key))));

        Map<String, Object> form = webcheckouts.form(platform, order(gateway));
        assertThat(form.get("action")).isEqualTo("http://localhost:9/checkout");
        assertThat(form.get("origin")).isEqualTo("http://localhost:9");
        Map<String, Object> posted = new LinkedHashMap<>();
        ((List<?>) form.get("fields")).forEach(field -> posted.put(((Map<?, ?>) field).get("name").toString(), ((Map<?, ?>) field).get("value")));
        assertThat(posted).containsValue(order(gateway).get("reference")).hasSizeGreaterThan(5);
        assertThat(form.toString()).doesNotContain("a-secret");

        assertThat(webcheckouts.translate(platform, Map.of())).containsEntry("event", null);
        assertThat(webcheckouts.translate(platform, posted).get("event")).as("our own form, sent back").isNull();
    }

    private static Map<String, Object> order(Gateway gateway) {
        Map<String, Object> customer = Map.of("name", "Ana Gómez", "email", "ana.gomez@example.com", "identification", "1032456789");
        Map<String, Object> order = Map.of("orderId", "SO-1", "currency", gateway.currencies().get(0), "total", new BigDecimal("75000.00"),
                "customer", customer, "taxSplit", Map.of("base", "63025.21", "tax", "11974.79", "exempt", "0.00"));
        return Map.of("reference", "SO-1-A1", "order", order, "checkout", Map.of("reference", "SO-1-A1", "gateway", gateway.name()),
                "links", Map.of("return", "https://bridge.example/return", "confirmation", "https://bridge.example/webhooks"));
    }
}
