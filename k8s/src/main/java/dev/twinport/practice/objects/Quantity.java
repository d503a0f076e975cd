package dev.twinport.practice.objects;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of a resource, as in {@code 250m} and {@code 64Mi} ({@code resource.Quantity} of apimachinery). */
public final class Quantity {

    private static final Pattern FORM = Pattern
            .compile("([+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++))([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d{1,3})?");
    private static final Map<String, Integer> DECIMAL = Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T",
            12, "P", 15, "E", 18);
    private static final Map<String, Integer> BINARY = Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei",
            60);

    private Quantity() {
    }

    /** The amount; empty when the text is none. */
    public static Optional<BigDecimal> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (suffix.isEmpty()) {
            return Optional.of(number);
        }
        if (BINARY.containsKey(suffix)) {
            return Optional.of(number.multiply(BigDecimal.TWO.pow(BINARY.getOrDefault(suffix, 0))));
        }
        int power = DECIMAL.containsKey(suffix) ? DECIMAL.getOrDefault(suffix, 0)
                : Integer.parseInt(suffix.substring(1));
        return Optional.of(number.scaleByPowerOfTen(power));
    }

    /** The amount in whole units, rounded up: 1 for {@code 500m}; 0 for what is no amount. */
    public static String whole(String text) {
        return parse(text).orElse(BigDecimal.ZERO).setScale(0, RoundingMode.CEILING).toPlainString();
    }

    /** Compares two amounts; what is no amount is equal to everything. */
    public static int compare(String left, String right) {
        Optional<BigDecimal> one = parse(left);
        Optional<BigDecimal> other = parse(right);
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) : 0;
    }
}
