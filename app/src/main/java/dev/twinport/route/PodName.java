package dev.twinport.route;

/** Which pod. */
public record PodName(String namespace, String name) {

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
