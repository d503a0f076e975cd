package dev.twinport.practice.api;

import dev.twinport.practice.store.Kinds;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import java.util.List;
import java.util.Optional;

/**
 * What a resource path names: {@code /api/v1/namespaces/NS/pods/NAME/log},
 * {@code /apis/GROUP/VERSION/namespaces/NS/PLURAL/NAME}, and so on.
 *
 * @param version
 *            the version objects are read and written in; one the kind is served in
 * @param namespace
 *            empty for all namespaces, or a kind that has none
 * @param name
 *            empty for the whole collection
 * @param subresource
 *            empty for the object itself
 */
public record ApiPath(ResourceKind kind, String version, String namespace, String name, String subresource) {

    /** Reads a path; empty when it names none of these kinds. */
    static Optional<ApiPath> parse(Kinds kinds, String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        boolean core = parts.getFirst().equals("api");
        int prefix = core ? 2 : 3;
        if (parts.size() <= prefix || (!core && !parts.getFirst().equals("apis"))) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(prefix - 1);
        List<String> rest = parts.subList(prefix, parts.size());
        boolean inNamespace = rest.size() > 2 && rest.getFirst().equals("namespaces") && !rest.get(2).equals("status");
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> resource = inNamespace ? rest.subList(2, rest.size()) : rest;
        if (resource.size() > 3 || (inNamespace && namespace.isEmpty())) {
            return Optional.empty();
        }
        String name = resource.size() > 1 ? resource.get(1) : "";
        return kinds.byPlural(group, version, resource.getFirst()).filter(kind -> fits(kind, namespace, name))
                .map(kind -> new ApiPath(kind, version, namespace, name, resource.size() > 2 ? resource.get(2) : ""));
    }

    /** The path of one object itself. */
    public static ApiPath of(ResourceKey key) {
        return new ApiPath(key.kind(), key.kind().version(), key.namespace(), key.name(), "");
    }

    /** The path of the collection of a kind in a namespace; empty for a kind that has none. */
    public static ApiPath collection(ResourceKind kind, String namespace) {
        return new ApiPath(kind, kind.version(), namespace, "", "");
    }

    /** What the {@code apiVersion} of objects says that are read or written by this path. */
    public String apiVersion() {
        return kind.apiVersion(version);
    }

    ResourceKey key() {
        return new ResourceKey(kind, namespace, name);
    }

    ResourceKey key(String of) {
        return new ResourceKey(kind, namespace, of);
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    /** Whether it names one namespace, where the kind has any: across all of them one can only look. */
    boolean isOfOnePlace() {
        return !kind.namespaced() || !namespace.isEmpty();
    }

    private static boolean fits(ResourceKind kind, String namespace, String name) {
        return kind.namespaced() ? name.isEmpty() || !namespace.isEmpty() : namespace.isEmpty();
    }
}
