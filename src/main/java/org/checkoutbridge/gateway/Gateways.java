package org.checkoutbridge.gateway;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The closed set of platforms that are configured and have credentials. */
public final class Gateways {

    private final Map<String, Gateway> byName = new LinkedHashMap<>();

    public Gateways(List<Gateway> gateways) {
        gateways.forEach(gateway -> byName.put(gateway.name(), gateway));
    }

    public Collection<String> names() {
        return byName.keySet();
    }

    /** Their names, comma separated. */
    public String joined() {
        return String.join(",", byName.keySet());
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Collection<Gateway> all() {
        return byName.values();
    }

    /** Of each: name, currencies, test. */
    public List<Map<String, Object>> summary() {
        return byName.values().stream()
                .map(gateway -> Map.<String, Object>of("name", gateway.name(), "currencies", gateway.currencies(), "test", gateway.test()))
                .toList();
    }

    /** A reference for the next checkout of an order. */
    public String reference(String gateway, String erpOrderId, int attempt) {
        return References.of(erpOrderId, attempt, get(gateway).referenceLength());
    }

    /** Whether the gateway moves play money. */
    public boolean test(String gateway) {
        return get(gateway).test();
    }

    /** Whether the gateway's empty answer is believed without proof (money rule 5). */
    public boolean absenceTrusted(String gateway) {
        return get(gateway).absenceTrusted();
    }

    /** Those that cannot be asked about a payment. */
    public List<String> unasked() {
        return byName.values().stream().filter(gateway -> gateway.capabilities().unansweredHold() != null).map(Gateway::name).toList();
    }

    /** How the buyer gets to the platform: {@code form} or {@code redirect}. */
    public String buyerGoesBy(String gateway) {
        return get(gateway).capabilities().form() ? "form" : "redirect";
    }

    /** Whether the buyer brings a message of the platform back. Of a gateway that is off nobody does. */
    public boolean returnBrings(String gateway) {
        return has(gateway) && get(gateway).capabilities().returnBrings();
    }

    /** The language in which a gateway's buyers are written to; empty: that of the site. A gateway that is off has none of its own. */
    public String locale(String gateway) {
        return has(gateway) ? get(gateway).capabilities().locale() : "";
    }

    /** Whether buyer and merchant are written to about every attempt. */
    public boolean tellsAttempts(String gateway) {
        return get(gateway).capabilities().tellsAttempts();
    }

    /** @throws IllegalArgumentException if there is none of that name: names from outside are checked with {@link #has} */
    public Gateway get(String name) {
        Gateway gateway = byName.get(name);
        if (gateway == null) {
            throw new IllegalArgumentException("no such gateway");
        }
        return gateway;
    }
}
