package org.checkoutbridge.gateway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.checkoutbridge.document.Table;

/** Gateways for tests: Sugaway as {@code config/} describes it, and one that differs from it where tests want a difference. */
public final class ConfiguredGateways {

    private static final Path FOLDER = Path.of("config", "gateways");

    private ConfiguredGateways() {}

    public static Gateway sugaway() {
        return shipped("sugaway");
    }

    /** A platform as {@code config/} describes it. */
    public static Gateway shipped(String name) {
        Properties keys = keys(name);
        return Gateway.of(name, FOLDER.resolve(name), key -> keys.getProperty(name + "." + key));
    }

    /** What stands in a platform's {@code gateway.properties}. */
    public static Properties keys(String name) {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(name).resolve("gateway.properties"))) {
            keys.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }

    /** The platforms that {@code config/} describes. */
    public static List<String> names() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes pesos of Colombia and of Chile, the latter without decimals, and carries short references only. */
    public static Gateway andes() {
        return new Gateway("andes", FOLDER.resolve("andes"), List.of("COP", "CLP"), 20, 30, "final", true, true,
                Duration.ofDays(1), Duration.ofDays(2), Capabilities.USUAL);
    }

    public static Gateways all() {
        return new Gateways(List.of(sugaway(), andes()));
    }

    /** Invented credentials for every key that a platform needs. */
    public static Map<String, String> credentials(String platform) {
        Map<String, String> credentials = new LinkedHashMap<>();
        Table.read(FOLDER.resolve(platform).resolve("keys.csv"), "key", "kind", "needed").rows().stream()
                .filter(row -> row.get("needed").equals("credentials"))
                .forEach(row -> credentials.put(row.get("key"), switch (row.get("kind")) {
                    case "url" -> "http://localhost:9/checkout";
                    case "secret" -> "a-secret";
                    default -> "900001";
                }));
        return credentials;
    }
}
