package org.checkoutbridge.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.checkoutbridge.gateway.Gateway;
import org.checkoutbridge.gateway.Gateways;
import org.checkoutbridge.tracing.Tracing;
import org.checkoutbridge.webcheckout.Webcheckouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be so before the first route is read: a sound configuration, free ports, a database with its tables, and the set of
 * gateways that have credentials.
 */
final class Startup extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.start");

    /** No request takes as long as an order may, and this, but for trouble that no other bound knows of. */
    private static final Duration BEYOND_THE_ORDERS = Duration.ofSeconds(20);

    private final Path config;
    private final boolean sandbox;
    private EmbeddedDatabase embedded;
    private Tracing tracing;

    Startup(Path config, boolean sandbox) {
        this.config = config;
        this.sandbox = sandbox;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        UnaryOperator<String> value = key -> context.resolvePropertyPlaceholders("{{" + key + ":}}").trim();
        Keys keys = new Keys(config);
        keys.check(value, sandbox);
        LogLine.write(value.apply("log.format"));
        context.getCamelContextExtension().addLogListener(new LogLine());
        requireFreePort("bridge.http.port", null, value);
        requireFreePort("bridge.management.port", value.apply("bridge.management.host"), value);
        if (sandbox) {
            requireFreePort("sandbox.port", null, value);
            requireFreePort("sandbox.smtp-port", null, value);
        }
        keys.durations().forEach(key -> main.addOverrideProperty(
                key + ".millis", Long.toString(Duration.parse(value.apply(key)).toMillis())));
        mail(main, value);
        main.addOverrideProperty("console.on", Boolean.toString(!value.apply("console.users").isEmpty() || !value.apply("console.jwt-keys").isEmpty()));
        Gateways gateways = gateways(main, keys.credentials(), value);
        context.getRegistry().bind("gateways", gateways);
        Webcheckouts webcheckouts = new Webcheckouts(gateways, text -> context.resolvePropertyPlaceholders(text).trim());
        context.getRegistry().bind("webcheckouts", webcheckouts);
        reportInboxes(webcheckouts, value.apply("reports.inbox"));
        if (!value.apply("tracing.endpoint").isEmpty()) {
            tracing = Tracing.start(context, value.apply("tracing.endpoint"), value.apply("bridge.version"), config.resolve("traced-routes.csv"));
        }
        database(main, value);
        PublicHttp.join(context, Integer.parseInt(value.apply("bridge.http.port")),
                Duration.parse(value.apply("orders.answer-within")).plus(BEYOND_THE_ORDERS));
    }

    /** What the mail endpoint needs, from what people configure. */
    private static void mail(BaseMainSupport main, UnaryOperator<String> value) {
        String security = value.apply("mail.security");
        main.addOverrideProperty("mail.scheme", "tls".equals(security) ? "smtps" : "smtp");
        main.addOverrideProperty("mail.starttls.enable", Boolean.toString(List.of("auto", "starttls").contains(security)));
        main.addOverrideProperty("mail.starttls.required", Boolean.toString("starttls".equals(security)));
        if (!value.apply("mail.user").isEmpty()) {
            main.addOverrideProperty("mail.login.user", "RAW(" + value.apply("mail.user") + ")");
            main.addOverrideProperty("mail.login.password", "RAW(" + value.apply("mail.password") + ")");
        }
    }

    /** A folder for each platform that has reports, so that one sees where they are dropped. */
    private static void reportInboxes(Webcheckouts webcheckouts, String inbox) {
        if (inbox.isEmpty()) {
            return;
        }
        for (String platform : webcheckouts.withReports()) {
            try {
                Files.createDirectories(Path.of(inbox, platform));
            } catch (IOException e) {
                throw new ConfigurationException("reports.inbox: " + Path.of(inbox, platform) + " cannot be made: " + e.getMessage());
            }
        }
    }

    private Gateways gateways(BaseMainSupport main, Map<String, List<String>> credentials, UnaryOperator<String> value) {
        List<Gateway> on = new ArrayList<>();
        credentials.forEach((name, keys) -> {
            boolean complete = keys.stream().noneMatch(key -> value.apply(key).isEmpty());
            main.addOverrideProperty(name + ".on", Boolean.toString(complete));
            if (complete) {
                on.add(Gateway.of(name, config.resolve("gateways").resolve(name), key -> value.apply(name + "." + key)));
            }
        });
        if (!credentials.containsKey(value.apply("orders.default-gateway"))) {
            throw new ConfigurationException("orders.default-gateway: '" + value.apply("orders.default-gateway")
                    + "' is no gateway; there are: " + String.join(", ", credentials.keySet()));
        }
        return new Gateways(on);
    }

    private void database(BaseMainSupport main, UnaryOperator<String> value) {
        String url = value.apply("database.url");
        if (url.isEmpty()) {
            try {
                embedded = new EmbeddedDatabase(Path.of(value.apply("bridge.data-dir")));
            } catch (IOException | IllegalStateException e) {
                throw new ConfigurationException("database.url is empty, and the embedded PostgreSQL in bridge.data-dir ("
                        + value.apply("bridge.data-dir") + ") does not start: " + e.getMessage());
            }
            url = embedded.jdbcUrl();
            main.addOverrideProperty("database.url", url);
        }
        try {
            Migrations.run(url, value.apply("database.user"), value.apply("database.password"), sandbox);
        } catch (RuntimeException e) {
            close();
            throw new ConfigurationException("database.url: " + innermost(e).getMessage());
        }
        main.addOverrideProperty("database.bounded-url", bounded(url, Duration.parse(value.apply("database.timeout"))));
    }

    /** The same address, with the driver's bounds: by default it waits for ever. What the address says itself counts more. */
    static String bounded(String url, Duration timeout) {
        int question = url.indexOf('?');
        String bounds = "socketTimeout=" + Math.max(1, timeout.toSeconds()) + "&tcpKeepAlive=true";
        return question < 0 ? url + "?" + bounds : url.substring(0, question + 1) + bounds + "&" + url.substring(question + 1);
    }

    /** Camel would only warn, and go on without the port. */
    private static void requireFreePort(String key, String host, UnaryOperator<String> value) {
        int port = Integer.parseInt(value.apply(key));
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(host == null ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new ConfigurationException(key + ": port " + port + " cannot be used: " + e.getMessage());
        }
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        UnaryOperator<String> value = key -> context.resolvePropertyPlaceholders("{{" + key + ":}}").trim();
        Gateways gateways = context.getRegistry().lookupByNameAndType("gateways", Gateways.class);
        LOG.info("Checkout Bridge {} is ready after {} s. Public: port {}, as {}. Management: {}:{}.", value.apply("bridge.version"),
                Math.round(ManagementFactory.getRuntimeMXBean().getUptime() / 100.0) / 10.0, value.apply("bridge.http.port"),
                value.apply("bridge.public-url"), value.apply("bridge.management.host"), value.apply("bridge.management.port"));
        LOG.info("Gateways: {}. Database: {}. Off: {}.", gateways.names().isEmpty() ? "none has credentials" : gateways.joined(),
                embedded == null ? "a server" : "embedded, in " + value.apply("bridge.data-dir"), off(value));
    }

    private static String off(UnaryOperator<String> value) {
        String off = Stream.of("erp.stock.url", "erp.finance.url", "erp.orders.url", "mail.host", "orders.file.inbox")
                .filter(key -> value.apply(key).isEmpty())
                .collect(Collectors.joining(", "));
        return off.isEmpty() ? "nothing" : off;
    }

    /** Sends the last traces, and stops the database, when it is ours. */
    void close() {
        if (tracing != null) {
            tracing.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
