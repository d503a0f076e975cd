package dev.twinport.practice.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object the practice cluster serves, with the names under which Kubernetes' discovery lists it.
 * <p>
 * Two of them are equal when they are the same resource, of the same group and plural: what else is said of a kind may
 * change while objects of it are there, when its CustomResourceDefinition does.
 *
 * @param group
 *            API group, empty for the core group
 * @param version
 *            the API version objects of it are stored in, as in {@code v1}
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
 * @param served
 *            the versions it can be read and written in, the preferred one first
 * @param subresources
 *            {@code status} when that is written through a path of its own, {@code scale} when there is a number of
 *            replicas
 * @param custom
 *            whether it comes from a CustomResourceDefinition
 */
public record ResourceKind(String group, String version, String plural, String singular, String kind,
        List<String> shortNames, List<String> categories, boolean namespaced, List<String> served,
        Set<String> subresources, boolean custom) {

    public ResourceKind {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        served = List.copyOf(served);
        subresources = Set.copyOf(subresources);
    }

    /** A built-in kind without subresources, served in the one version it is stored in. */
    public ResourceKind(String group, String version, String plural, String singular, String kind,
            List<String> shortNames, List<String> categories, boolean namespaced) {
        this(group, version, plural, singular, kind, shortNames, categories, namespaced, List.of(version), Set.of(),
                false);
    }

    /** The same kind in a category. */
    ResourceKind in(String category) {
        return new ResourceKind(group, version, plural, singular, kind, shortNames, List.of(category), namespaced,
                served, subresources, custom);
    }

    /** The same kind with these subresources. */
    ResourceKind with(String... names) {
        return new ResourceKind(group, version, plural, singular, kind, shortNames, categories, namespaced, served,
                Set.of(names), custom);
    }

    /** {@code v1} or {@code apps/v1}: what the {@code apiVersion} of an object says as it is stored. */
    public String apiVersion() {
        return apiVersion(version);
    }

    /** What the {@code apiVersion} of an object says in one of the served versions. */
    public String apiVersion(String servedVersion) {
        return group.isEmpty() ? servedVersion : group + "/" + servedVersion;
    }

    /** {@code pods} or {@code deployments.apps}: how the API server names the resource in its messages. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Whether its {@code status} is written through a subresource of its own, and not by whoever writes the rest. */
    public boolean hasStatus() {
        return subresources.contains("status");
    }

    /** Whether it has a number of replicas, which has a subresource of its own. */
    public boolean hasScale() {
        return subresources.contains("scale");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceKind resource && group.equals(resource.group) && plural.equals(resource.plural);
    }

    @Override
    public int hashCode() {
        return 31 * group.hashCode() + plural.hashCode();
    }
}
