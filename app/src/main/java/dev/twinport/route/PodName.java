package dev.twinport.route;

/** Which pod. */
public record PodName(String namespace, String name) {

    /** What tells pods of one Deployment apart: the last part of the name. */
    public String shortName() {
        return name.substring(name.lastIndexOf('-') + 1);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
