package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;

/** An object's namespace and name, written {@code namespace/name} as Istio does. */
public record ObjectName(String namespace, String name) {

    static ObjectName of(KubernetesObject object) {
        return new ObjectName(object.namespace(), object.name());
    }

    /** Reads {@code name} or {@code namespace/name}; the former is in {@code namespace}. */
    static ObjectName parse(String text, String namespace) {
        int slash = text.indexOf('/');
        return slash < 0 ? new ObjectName(namespace, text)
                : new ObjectName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
