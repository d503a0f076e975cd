package dev.twinport.practice.pods;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Kubernetes' amounts, {@code 500m}, {@code 64Mi} ({@code k8s.io/apimachinery/pkg/api/resource}). */
final class Quantity {

    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(Map.entry("", BigDecimal.ONE),
            Map.entry("m", new BigDecimal("0.001")), Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)), Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)), Map.entry("Ki", KIBI), Map.entry("Mi", KIBI.pow(2)),
            Map.entry("Gi", KIBI.pow(3)), Map.entry("Ti", KIBI.pow(4)));

    private Quantity() {
    }

    /** The amount in whole units, rounded up: 1 for {@code 500m}; 0 for what is no amount. */
    static String whole(String text) {
        int unit = text.length();
        while (unit > 0 && Character.isLetter(text.charAt(unit - 1))) {
            unit--;
        }
        BigDecimal factor = UNITS.get(text.substring(unit));
        try {
            return factor == null ? "0"
                    : new BigDecimal(text.substring(0, unit)).multiply(factor).setScale(0, RoundingMode.CEILING)
                            .toPlainString();
        } catch (NumberFormatException notANumber) {
            return "0";
        }
    }
}
