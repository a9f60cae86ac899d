package org.checkoutbridge.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkoutbridge.document.Json;
import org.checkoutbridge.gateway.Gateways;

/** Orders to try the bridge with: {@code sample-orders.json} in the sandbox's folder of each platform that is on. */
public final class Samples {

    private final Path folder;
    private final List<String> gateways;

    /** @param first the platform whose samples come first */
    public Samples(String folder, Gateways gateways, String first) {
        this.folder = Path.of(folder);
        this.gateways = gateways.names().stream().sorted(Comparator.comparing(name -> !name.equals(first))).toList();
    }

    /** {@code gateway, name, title, text, order} of each, platform by platform. */
    public List<Map<String, Object>> list() {
        List<Map<String, Object>> samples = new ArrayList<>();
        for (String gateway : gateways) {
            Path file = folder.resolve(gateway).resolve("sample-orders.json");
            if (Files.exists(file)) {
                try {
                    Json.tree(Files.readString(file, StandardCharsets.UTF_8)).forEach(sample -> {
                        Map<String, Object> document = new LinkedHashMap<>(Json.document(sample));
                        document.put("gateway", gateway);
                        samples.add(document);
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be read", e);
                }
            }
        }
        return samples;
    }

    /** The order of a sample, without an id; null when there is none of that name. */
    public Object order(String gateway, String name) {
        return list().stream().filter(sample -> sample.get("gateway").equals(gateway) && sample.get("name").equals(name)).findFirst()
                .map(sample -> sample.get("order")).orElse(null);
    }
}
