package org.checkoutbridge.runtime;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.payment.Waits;
import org.quartz.CronExpression;

/**
 * The configuration keys that exist: {@code config/keys.csv}, and {@code keys.csv} beside each platform's keys. Checks that the
 * configuration keeps to them.
 */
final class Keys {

    private final Path config;
    private final Map<String, Table.Row> rows = new LinkedHashMap<>();

    Keys(Path config) {
        this.config = config;
        files("keys.csv").forEach(file -> Table.read(file, "key", "kind", "needed").rows().forEach(row -> {
            if (rows.put(row.get("key"), row) != null) {
                throw row.wrong("key " + row.get("key") + " stands twice");
            }
        }));
    }

    /** Files of this name in the configuration folder and in each platform's. */
    private List<Path> files(String name) {
        try (Stream<Path> gateways = Files.list(config.resolve("gateways"))) {
            return Stream.concat(Stream.of(config.resolve(name)), gateways.sorted().map(folder -> folder.resolve(name)))
                    .filter(Files::exists)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(config + " is not a configuration folder", e);
        }
    }

    /** Keys whose values are single durations. */
    List<String> durations() {
        return rows.values().stream().filter(row -> "duration".equals(row.get("kind"))).map(row -> row.get("key")).toList();
    }

    /** The platforms that have a folder, each with the keys that make up its credentials. */
    Map<String, List<String>> credentials() {
        Map<String, List<String>> byGateway = new LinkedHashMap<>();
        for (Path file : files("keys.csv")) {
            if (!file.getParent().equals(config)) {
                byGateway.put(file.getParent().getFileName().toString(), rows.values().stream()
                        .filter(row -> row.file().equals(file) && "credentials".equals(row.get("needed")))
                        .map(row -> row.get("key"))
                        .toList());
            }
        }
        return byGateway;
    }

    /**
     * @param value resolves a key, "" when it has no value
     * @throws ConfigurationException naming every key that is wrong
     */
    void check(UnaryOperator<String> value, boolean sandbox) {
        List<String> wrong = new ArrayList<>(strangers());
        rows.forEach((key, row) -> {
            String set = value.apply(key).trim();
            if (set.isEmpty()) {
                if (needed(row.get("needed"), value, sandbox)) {
                    wrong.add(key + " has no value (environment: " + environmentName(key) + ")");
                }
                return;
            }
            String problem = problem(row.get("kind"), set);
            if (problem != null) {
                wrong.add(key + ": " + ("secret".equals(row.get("kind")) ? "the value" : "'" + set + "'") + " " + problem);
            }
        });
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(String.join("\n  ", wrong));
        }
    }

    /** Keys in our files that we do not have: a mistyped one would otherwise do nothing, in silence. */
    private List<String> strangers() {
        List<String> strangers = new ArrayList<>();
        List<String> ours = rows.keySet().stream().map(key -> key.substring(0, key.indexOf('.') + 1)).distinct().toList();
        List<Path> files = new ArrayList<>(files("application.properties"));
        files.addAll(files("application-sandbox.properties"));
        files.addAll(files("gateway.properties"));
        for (Path file : files) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
            properties.stringPropertyNames().stream()
                    .filter(name -> !rows.containsKey(name) && ours.stream().anyMatch(name::startsWith))
                    .sorted()
                    .forEach(name -> strangers.add(place(file, name) + ": " + name + " is no key of this program"));
        }
        return strangers;
    }

    /** The file, and the line where one has the key as it is written without escapes. */
    private static String place(Path file, String key) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).stripLeading();
                if (line.startsWith(key) && line.substring(key.length()).matches("([\\s=:].*)?")) {
                    return file + ", line " + (i + 1);
                }
            }
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static boolean needed(String when, UnaryOperator<String> value, boolean sandbox) {
        return "always".equals(when)
                || "sandbox".equals(when) && sandbox
                || when.startsWith("with ") && !value.apply(when.substring("with ".length())).isBlank();
    }

    static String environmentName(String key) {
        return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String problem(String kind, String value) {
        try {
            return switch (kind) {
                case "text", "secret" -> null;
                case "port" -> unless(whole(value) >= 1 && whole(value) <= 65_535, "is not a port (1 to 65535)");
                case "whole" -> unless(whole(value) >= 1, "is not a whole number above zero");
                case "fraction" -> unless(value.matches("0(\\.[0-9]+)?"), "is not a fraction (0, or 0.05)");
                case "percent" -> unless(value.matches("[0-9]{1,2}(\\.[0-9]{1,2})?"), "is not a percentage (19, or 5.5)");
                case "charsets" -> unless(Arrays.stream(value.split(",")).map(String::trim).allMatch(Charset::isSupported), "names a charset that is not known");
                case "flag" -> unless(value.matches("true|false"), "is neither true nor false");
                case "duration" -> unless(!Duration.parse(value).isNegative(), "is not an ISO-8601 duration (PT10S)");
                case "durations" -> unless(Waits.of(value) != null, "");
                case "colour" -> unless(value.matches("#[0-9a-fA-F]{6}"), "is not a colour (#1f4e79)");
                case "cron" -> unless(CronExpression.isValidExpression(value), "is not a Quartz cron expression (0 * * * * ?)");
                case "zone" -> unless(ZoneId.of(value) != null, "");
                case "email" -> unless(value.matches("[^@\\s<>,;]+@[^@\\s<>,;]+"), "is not an e-mail address");
                case "jdbc-url" -> unless(value.startsWith("jdbc:postgresql:"), "is not a jdbc:postgresql: address");
                case "url" -> unless(web(value), "is not an http or https address");
                case "public-url" -> unless(web(value) && (value.startsWith("https:") || loopback(value)),
                        "must be https, unless its host is this machine");
                default -> unless(Arrays.asList(kind.split("\\|")).contains(value), "is none of " + kind.replace("|", ", "));
            };
        } catch (RuntimeException e) {
            return switch (kind) {
                case "duration" -> "is not an ISO-8601 duration (PT10S)";
                case "durations" -> "is not a list of ISO-8601 durations (PT1S,PT5S)";
                case "zone" -> "is not a time zone (America/Bogota)";
                case "port", "whole" -> "is not a whole number";
                default -> "is not a " + kind;
            };
        }
    }

    private static String unless(boolean right, String wrong) {
        return right ? null : wrong;
    }

    private static int whole(String value) {
        return Integer.parseInt(value);
    }

    private static boolean web(String value) {
        URI uri = URI.create(value);
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }

    private static boolean loopback(String value) {
        String host = URI.create(value).getHost();
        return List.of("localhost", "[::1]").contains(host) || host.matches("127\\.[0-9.]+");
    }
}
