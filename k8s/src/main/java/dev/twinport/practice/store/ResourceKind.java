package dev.twinport.practice.store;

import java.util.List;

/**
 * One kind of object the practice cluster serves, with the names under which Kubernetes' discovery lists it.
 *
 * @param group
 *            API group, empty for the core group
 * @param version
 *            API version, as in {@code v1}
 * @param plural
 *            lower-case plural, the path segment
 * @param singular
 *            lower-case singular
 * @param kind
 *            CamelCase kind
 * @param shortNames
 *            abbreviations kubectl accepts
 * @param categories
 *            groups such as {@code all}
 * @param namespaced
 *            whether objects of it live in a namespace
 */
public record ResourceKind(String group, String version, String plural, String singular, String kind,
        List<String> shortNames, List<String> categories, boolean namespaced) {

    public ResourceKind {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }

    /** {@code v1} or {@code apps/v1}: what an object's {@code apiVersion} says. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}: how the API server names the resource in its messages. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
