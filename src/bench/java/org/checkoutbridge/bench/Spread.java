package org.checkoutbridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Samples of one thing: their median, and the lowest and highest. */
final class Spread {

    private final List<Double> samples = new ArrayList<>();

    void add(double sample) {
        samples.add(sample);
    }

    double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Of each pair the first by the second. */
    static Spread ratios(Spread some, Spread others) {
        Spread ratios = new Spread();
        for (int i = 0; i < Math.min(some.samples.size(), others.samples.size()); i++) {
            ratios.add(some.samples.get(i) / others.samples.get(i));
        }
        return ratios;
    }

    /** Median (lowest–highest), with so many decimals. */
    String show(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", median(),
                samples.stream().mapToDouble(d -> d).min().orElse(Double.NaN), samples.stream().mapToDouble(d -> d).max().orElse(Double.NaN));
    }
}
