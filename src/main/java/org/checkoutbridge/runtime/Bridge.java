package org.checkoutbridge.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * The running program: Camel Main over the {@code routes/} and {@code config/} of the working directory, and the database that it
 * may have started. Used by the main class, and by tests that want a whole bridge.
 */
public final class Bridge implements AutoCloseable {

    /** The profile that adds simulated platforms, an ERP and a mailbox. */
    public static final String SANDBOX = "sandbox";

    private static final Path CONFIG = Path.of("config");

    private final Main main = new Main();
    private final Startup startup;

    /**
     * @param profile {@link #SANDBOX}, the name of another {@code config/application-<profile>.properties}, or ""
     * @param overrides keys that beat every file
     */
    public Bridge(String profile, Map<String, String> overrides) {
        boolean sandbox = SANDBOX.equals(profile);
        startup = new Startup(CONFIG, sandbox);
        main.setPropertyPlaceholderLocations(String.join(",", locations(profile)));
        main.addMainListener(startup);
        main.setShutdownStrategy(new SimpleMainShutdownStrategy()); // signals are the main class's matter
        main.addOverrideProperty("bridge.version", version());
        overrides.forEach(main::addOverrideProperty);
        main.configure().setRoutesIncludePattern("file:routes/shared/beans.camel.yaml,file:routes/**/*.camel.yaml");
        if (!sandbox) {
            main.configure().setRoutesExcludePattern("**/sandbox/**");
        }
    }

    private static String version() {
        String version = Bridge.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The first location that has a key wins. */
    static List<String> locations(String profile) {
        List<String> locations = new ArrayList<>();
        if (!profile.isEmpty()) {
            locations.add("file:config/application-" + profile + ".properties;optional=true");
        }
        locations.add("file:config/application.properties");
        try (Stream<Path> gateways = Files.list(CONFIG.resolve("gateways"))) {
            gateways.sorted()
                    .map(folder -> folder.resolve("gateway.properties"))
                    .filter(Files::exists)
                    .forEach(file -> locations.add("file:" + file.toString().replace('\\', '/')));
        } catch (IOException e) {
            throw new ConfigurationException("there is no folder " + CONFIG.resolve("gateways")
                    + " here: start the bridge in a folder that holds routes/ and config/");
        } catch (UncheckedIOException e) {
            throw new ConfigurationException("config/gateways cannot be read: " + e.getMessage());
        }
        locations.add("classpath:engine.properties");
        return locations;
    }

    /** Starts, and returns when all routes run. */
    public void start() throws Exception {
        try {
            main.start();
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Starts, and returns when {@link #finish} was called and everything has stopped. */
    public void run() throws Exception {
        try {
            main.run();
        } finally {
            close();
        }
    }

    /** Asks {@link #run} to drain what is under way and to end. */
    public void finish() {
        main.completed();
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        try {
            main.stop();
        } finally {
            startup.close();
        }
    }
}
