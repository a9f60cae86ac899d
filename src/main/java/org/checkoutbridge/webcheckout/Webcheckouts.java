package org.checkoutbridge.webcheckout;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.checkoutbridge.gateway.Gateways;

/** The webcheckouts among the configured gateways: those whose folder has a {@code webcheckout.yaml}. */
public final class Webcheckouts {

    static final List<Map<String, Object>> NO_REPORTS = List.of(Map.of("problem", "no platform of this name has reports that are read"));

    private final Map<String, Webcheckout> byGateway = new LinkedHashMap<>();

    /**
     * @param resolved a text with its placeholders of configuration filled in
     * @throws IllegalArgumentException naming file and place, if a mapping is wrong
     */
    public Webcheckouts(Gateways gateways, UnaryOperator<String> resolved) {
        gateways.all().stream().filter(gateway -> MappingFile.exists(gateway.folder())).forEach(gateway -> byGateway.put(gateway.name(),
                Webcheckout.load(gateway, resolved)));
    }

    /** As {@link Webcheckout#form}. */
    public Map<String, Object> form(String gateway, Map<String, Object> document) {
        return byGateway.get(gateway).form(document);
    }

    /** As {@link Webcheckout#translate}. */
    public Map<String, Object> translate(String gateway, Map<String, Object> message) {
        return byGateway.get(gateway).translate(message);
    }

    /** The platforms that have lists of transactions which we read. */
    public List<String> withReports() {
        return byGateway.entrySet().stream().filter(entry -> entry.getValue().reports()).map(Map.Entry::getKey).toList();
    }

    /** As {@link Webcheckout#report}, for any name of a platform. */
    public List<Map<String, Object>> report(String gateway, File file) throws IOException {
        return byGateway.containsKey(gateway) ? byGateway.get(gateway).report(file) : NO_REPORTS;
    }
}
