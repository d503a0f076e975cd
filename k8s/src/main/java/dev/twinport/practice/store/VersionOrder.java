package dev.twinport.practice.store;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of API versions by how much they promise: {@code v2}, {@code v1}, {@code v1beta2}, {@code v1beta1},
 * {@code v1alpha1}, and after these whatever is named otherwise, by the alphabet (Kubernetes' documentation of
 * CustomResourceDefinition versions, "Version priority").
 */
public final class VersionOrder {

    /** The preferred version first. */
    public static final Comparator<String> PREFERRED_FIRST = Comparator.comparing(VersionOrder::rank)
            .thenComparing(Comparator.naturalOrder());

    private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,8})(?:(alpha|beta)([1-9]\\d{0,8}))?");
    private static final int STABLE = 9;

    private VersionOrder() {
    }

    /** Sorts as text: better versions before worse ones. */
    private static String rank(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return "9";
        }
        String stage = matcher.group(2) == null ? "0" : matcher.group(2).equals("beta") ? "1" : "2";
        int minor = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int major = Integer.parseInt(matcher.group(1));
        return String.format(Locale.ROOT, "%s/%0" + STABLE + "d/%0" + STABLE + "d", stage, 999_999_999 - major,
                999_999_999 - minor);
    }
}
