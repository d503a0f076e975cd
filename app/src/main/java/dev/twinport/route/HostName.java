package dev.twinport.route;

import java.util.Optional;

/**
 * A host of an Istio object, read as Istio does: a name without a dot is a Service of the object's own namespace, a
 * name with a dot is complete as it stands. So {@code tcp-echo.default} is <em>not</em> the Service of that name.
 *
 * @param text
 *            as written
 * @param service
 *            the Service meant; empty when the host is none of this cluster's Services by its form
 */
record HostName(String text, Optional<ServiceName> service) {

    private static final String SERVICE_PART = "svc";

    /** Which Service. */
    record ServiceName(String namespace, String name) {
        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    static HostName read(String text, String ownNamespace) {
        String[] parts = text.split("\\.", -1);
        if (parts.length == 1 && !text.isEmpty() && !text.equals("*")) {
            return new HostName(text, Optional.of(new ServiceName(ownNamespace, text)));
        }
        boolean complete = parts.length > 3 && parts[2].equals(SERVICE_PART) && !parts[0].equals("*");
        return new HostName(text, complete ? Optional.of(new ServiceName(parts[1], parts[0])) : Optional.empty());
    }

    /** Whether the host is one of the half names that people write and Istio does not resolve. */
    boolean halfWritten() {
        String[] parts = text.split("\\.", -1);
        return service.isEmpty() && (parts.length == 2 || (parts.length == 3 && parts[2].equals(SERVICE_PART)));
    }

    /** Whether a host pattern, {@code *} or {@code *.rest} or a full name, and another have a name in common. */
    static boolean overlap(String one, String other) {
        return covers(one, other) || covers(other, one);
    }

    /** Whether the pattern matches every name the other does. */
    static boolean covers(String pattern, String name) {
        if (pattern.equals("*") || pattern.equals(name)) {
            return true;
        }
        return pattern.startsWith("*.") && name.endsWith(pattern.substring(1));
    }
}
