package dev.twinport.practice.istio;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses, ranges of them, and ports, as Go's {@code net/netip} and Istio read them. */
final class Addresses {

    private static final int MAXIMUM_PORT = 65_535;
    private static final Pattern VERSION_4 = Pattern
            .compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern BITS = Pattern.compile("0|[1-9]\\d{0,2}");

    private Addresses() {
    }

    static boolean isAddress(String text) {
        return VERSION_4.matcher(text).matches() || isVersion6(text);
    }

    static Optional<String> address(String text) {
        return isAddress(text) ? Optional.empty() : Optional.of(text + " is not a valid IP");
    }

    /** An address, or a range of them. */
    static Optional<String> subnet(String text) {
        if (text.indexOf('/') < 0 || text.indexOf('/') != text.lastIndexOf('/')) {
            return address(text);
        }
        return range(text).isEmpty() ? Optional.empty() : Optional.of(text + " is not a valid CIDR block");
    }

    /** Why a text with a slash is no range of addresses, in Go's words. */
    static Optional<String> range(String text) {
        int slash = text.lastIndexOf('/');
        String start = text.substring(0, slash);
        String bits = text.substring(slash + 1);
        String why = "";
        if (!isAddress(start)) {
            why = "ParseAddr(\"%s\"): unable to parse IP".formatted(start);
        } else if (!BITS.matcher(bits).matches()) {
            why = "bad bits after slash: \"%s\"".formatted(bits);
        } else if (Integer.parseInt(bits) > (start.contains(":") ? 128 : 32)) {
            why = "prefix length out of range";
        }
        return why.isEmpty() ? Optional.empty() : Optional.of("netip.ParsePrefix(\"%s\"): %s".formatted(text, why));
    }

    static Optional<String> port(long number) {
        return number >= 1 && number <= MAXIMUM_PORT ? Optional.empty()
                : Optional.of("port number %s must be in the range 1..65535".formatted(number));
    }

    private static boolean isVersion6(String text) {
        if (!text.contains(":") || !text.matches("[0-9a-fA-F:.]+")) {
            return false;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
