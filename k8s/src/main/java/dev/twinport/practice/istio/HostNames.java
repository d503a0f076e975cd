package dev.twinport.practice.istio;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of hosts and their parts, as Istio wants them; what is said of a name is empty when it is right. */
final class HostNames {

    private static final int LABEL_LIMIT = 63;
    private static final int LIMIT = 255;
    private static final String LABEL = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
    private static final Pattern PLAIN = Pattern.compile(LABEL);
    private static final Pattern WILD = Pattern.compile("\\*|(?:\\*|\\*-)?" + LABEL);
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}");

    private HostNames() {
    }

    static boolean isLabel(String text) {
        return text.length() <= LABEL_LIMIT && PLAIN.matcher(text).matches();
    }

    /** A name with no wildcard. */
    static Optional<String> full(String name) {
        return length(name).or(() -> labels(name));
    }

    /** A name whose first label may be a wildcard, or begin with one. */
    static Optional<String> wild(String name) {
        Optional<String> length = length(name);
        if (length.isPresent()) {
            return length;
        }
        String[] parts = name.split("\\.", 2);
        if (parts[0].length() > LABEL_LIMIT || !WILD.matcher(parts[0]).matches()) {
            return Optional.of(invalid(name, parts[0]));
        }
        return parts.length > 1 ? labels(parts[1]) : Optional.empty();
    }

    /** Whether names overlap: one of them may stand for the other. */
    static boolean overlap(String one, String other) {
        return covers(one, other) || covers(other, one);
    }

    /** Whether every host of one name has the other name too. */
    static boolean covers(String wide, String narrow) {
        return wide.startsWith("*")
                ? !(narrow.startsWith("*") && narrow.length() < wide.length())
                        && (narrow.startsWith("*") ? narrow.substring(1) : narrow).endsWith(wide.substring(1))
                : wide.equals(narrow);
    }

    private static Optional<String> length(String name) {
        if (name.length() > LIMIT) {
            return Optional.of("domain name \"%s\" too long (max 255)".formatted(name));
        }
        return name.isEmpty() ? Optional.of("empty domain name not allowed") : Optional.empty();
    }

    private static Optional<String> labels(String name) {
        String[] labels = name.split("\\.", -1);
        String top = labels[labels.length - 1];
        if (NUMBER.matcher(top).matches()) {
            return Optional.of(
                    "domain name \"%s\" invalid (top level domain \"%s\" cannot be all-numeric)".formatted(name, top));
        }
        for (int i = 0; i < labels.length; i++) {
            boolean rootDot = i == labels.length - 1 && labels[i].isEmpty();
            if (!rootDot && !isLabel(labels[i])) {
                return Optional.of(invalid(name, labels[i]));
            }
        }
        return Optional.empty();
    }

    private static String invalid(String name, String label) {
        return "domain name \"%s\" invalid (label \"%s\" invalid)".formatted(name, label);
    }
}
