package dev.twinport.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures of one thing measured several times, in one unit. */
record Sample(String what, String unit, double[] values) {

    static Sample of(String what, String unit, List<Double> values) {
        return new Sample(what, unit, values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    double median() {
        return values[values.length / 2];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "  %-44s median %9.1f %-3s  min %9.1f  max %9.1f  (%d runs)", what, median(),
                unit, values[0], values[values.length - 1], values.length);
    }

    /** The two side by side, with the ratio of their medians. */
    static String compare(Sample ours, Sample peer) {
        return ours + "\n" + peer + "\n" + String.format(Locale.ROOT, "  ratio %.2f  (%s / %s)%n",
                ours.median() / peer.median(), ours.what(), peer.what());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sample sample && what.equals(sample.what) && unit.equals(sample.unit)
                && Arrays.equals(values, sample.values);
    }

    @Override
    public int hashCode() {
        return what.hashCode() * 31 + Arrays.hashCode(values);
    }
}
