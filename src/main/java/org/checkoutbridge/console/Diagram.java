package org.checkoutbridge.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Boxes in columns, and who leads to whom, with places for all of it: what a template draws as SVG. */
public final class Diagram {

    /** Of a box, in units of the drawing. */
    private static final int WIDTH = 150;
    private static final int HEIGHT = 34;
    private static final int ACROSS = 216;
    private static final int DOWN = 52;

    private Diagram() {}

    /**
     * @param columns each box with the number of its column, from 0
     * @param ways from each box to others
     * @return {@code width}, {@code height}, {@code boxes} with name, x and y of their corner, {@code ways} with from, to and a path
     */
    public static Map<String, Object> of(Map<String, Integer> columns, Map<String, Set<String>> ways) {
        Map<Integer, Integer> rows = new TreeMap<>();
        Map<String, int[]> places = new LinkedHashMap<>();
        columns.forEach((name, column) -> places.put(name, new int[] {8 + column * ACROSS, 20 + (rows.merge(column, 1, Integer::sum) - 1) * DOWN}));
        List<Map<String, Object>> boxes = new ArrayList<>();
        places.forEach((name, place) -> boxes.add(Map.of("name", name, "x", place[0], "y", place[1])));
        List<Map<String, Object>> drawn = new ArrayList<>();
        ways.forEach((from, targets) -> targets.stream().filter(places::containsKey).filter(places.containsKey(from) ? to -> !to.equals(from) : to -> false)
                .forEach(to -> drawn.add(Map.of("from", from, "to", to, "path", path(places.get(from), places.get(to))))));
        int width = (rows.isEmpty() ? 0 : ((TreeMap<Integer, Integer>) rows).lastKey()) * ACROSS + WIDTH + 40;
        int height = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0) * DOWN + 24;
        return Map.of("width", width, "height", height, "box_width", WIDTH, "box_height", HEIGHT, "boxes", boxes, "ways", drawn);
    }

    /** From the right side of a box to the left of the next one; back, or within a column, around the right side. */
    private static String path(int[] from, int[] to) {
        int y1 = from[1] + HEIGHT / 2;
        int y2 = to[1] + HEIGHT / 2;
        int x1 = from[0] + WIDTH;
        if (to[0] > from[0]) {
            int half = (to[0] - x1) / 2;
            return "M" + x1 + " " + y1 + "C" + (x1 + half) + " " + y1 + " " + (to[0] - half) + " " + y2 + " " + to[0] + " " + y2;
        }
        int x2 = to[0] == from[0] ? to[0] + WIDTH : to[0] + WIDTH / 2;
        int end = to[0] == from[0] ? y2 : to[1] + (from[1] < to[1] ? 0 : HEIGHT);
        return "M" + x1 + " " + y1 + "C" + (x1 + 34) + " " + y1 + " " + (x2 + 34) + " " + end + " " + x2 + " " + end;
    }
}
