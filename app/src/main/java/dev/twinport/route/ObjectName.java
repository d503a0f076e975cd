package dev.twinport.route;

/**
 * Which object: {@code VirtualService default/tcp-echo}.
 *
 * @param namespace
 *            empty for objects that have none
 */
public record ObjectName(String kind, String namespace, String name) {

    /** {@code namespace/name}, or the name alone. */
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}
