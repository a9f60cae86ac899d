package org.checkoutbridge.gateway;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** Gateways for tests: Sugaway as {@code config/} describes it, and one that differs from it where tests want a difference. */
public final class ConfiguredGateways {

    private static final Path FOLDER = Path.of("config", "gateways");

    private ConfiguredGateways() {}

    public static Gateway sugaway() {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("sugaway").resolve("gateway.properties"))) {
            keys.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Gateway.of("sugaway", FOLDER.resolve("sugaway"), key -> keys.getProperty("sugaway." + key));
    }

    /** Takes pesos of Colombia and of Chile, the latter without decimals, and carries short references only. */
    public static Gateway andes() {
        return new Gateway("andes", FOLDER.resolve("andes"), List.of("COP", "CLP"), 20, 30, "final", true, true,
                Duration.ofDays(1), Duration.ofDays(2));
    }

    public static Gateways all() {
        return new Gateways(List.of(sugaway(), andes()));
    }
}
