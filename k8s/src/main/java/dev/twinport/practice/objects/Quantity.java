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
    /**
     * The digits that are read; those after them count as zeros. No amount has so many: they only keep a text of a
     * million digits, which the API server takes too, from costing seconds.
     */
    private static final int MOST_DIGITS = 1_000;
    private static final BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);
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
        BigDecimal number = number(matcher.group(1));
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

    private static BigDecimal number(String text) {
        if (text.length() <= MOST_DIGITS) {
            return new BigDecimal(text);
        }
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        String digits = text.substring(signed ? 1 : 0, point) + text.substring(Math.min(point + 1, text.length()));
        int begin = 0;
        while (begin < digits.length() - 1 && digits.charAt(begin) == '0') {
            begin++;
        }
        int end = Math.min(digits.length(), begin + MOST_DIGITS);
        int whole = point - (signed ? 1 : 0);
        BigDecimal number = new BigDecimal(digits.substring(begin, end)).scaleByPowerOfTen(whole - end);
        return text.charAt(0) == '-' ? number.negate() : number;
    }

    /**
     * An amount in units of another, rounded up: 2 for {@code 1500m} in units of {@code 1}; at most what 64 bits hold.
     *
     * @param unit
     *            greater than zero
     */
    public static String in(BigDecimal amount, BigDecimal unit) {
        BigDecimal bounded = amount.min(LARGEST_WHOLE.multiply(unit));
        return bounded.divide(unit, 0, RoundingMode.CEILING).toPlainString();
    }

    /** Compares two amounts; what is no amount is equal to everything. */
    public static int compare(String left, String right) {
        Optional<BigDecimal> one = parse(left);
        Optional<BigDecimal> other = parse(right);
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) : 0;
    }
}
