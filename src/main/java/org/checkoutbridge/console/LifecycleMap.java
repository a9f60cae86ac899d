package org.checkoutbridge.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.checkoutbridge.document.Table;
import org.checkoutbridge.payment.CheckoutState;

/** The life of a checkout, drawn from its table. */
public final class LifecycleMap {

    private final Table table;

    public LifecycleMap(String file) {
        this.table = Table.read(Path.of(file), "state");
    }

    /** The {@link Diagram}, and {@code steps}: each {@code from}, {@code to} and the {@code events} that lead there. */
    public Map<String, Object> drawn() {
        Map<String, Integer> columns = new LinkedHashMap<>();
        Map<String, Set<String>> ways = new LinkedHashMap<>();
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            String from = row.get("state");
            columns.put(from, column(CheckoutState.valueOf(from)));
            Map<String, Set<String>> events = new LinkedHashMap<>();
            row.cells().forEach((event, to) -> {
                if (!event.equals("state") && !to.equals("=")) {
                    events.computeIfAbsent(to, name -> new TreeSet<>()).add(event);
                }
            });
            ways.put(from, events.keySet());
            events.forEach((to, by) -> steps.add(Map.of("from", from, "to", to, "events", List.copyOf(by))));
        }
        Map<String, Object> drawn = new LinkedHashMap<>(Diagram.of(columns, ways));
        drawn.put("steps", steps);
        return drawn;
    }

    private static int column(CheckoutState state) {
        return state.unopened() ? 0 : state == CheckoutState.OPEN ? 1 : state.live() ? 2 : state == CheckoutState.PAID ? 3 : 4;
    }
}
