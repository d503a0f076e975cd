package dev.twinport.practice.definitions;

import dev.twinport.practice.store.VersionOrder;
import dev.twinport.practice.store.ResourceKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CustomResourceDefinition ({@code apiextensions.k8s.io/v1}) as it lies in the store, with names for what it says.
 *
 * @param tree
 *            the whole object; not to be modified
 */
record Definition(ObjectNode tree) {

    private static final String ESTABLISHED = "Established";

    String name() {
        return tree.at("/metadata/name").asString("");
    }

    String group() {
        return tree.at("/spec/group").asString("");
    }

    /** The names it asks for, those left out filled in as the API server does. */
    Names requested() {
        return Names.of(tree.at("/spec/names"));
    }

    /** The names it has got; empty ones when it has not got any yet. */
    Names accepted() {
        return Names.of(tree.at("/status/acceptedNames"));
    }

    List<JsonNode> versions() {
        return tree.at("/spec/versions").valueStream().toList();
    }

    /** The version its objects are stored in; empty when it says none. */
    String storageVersion() {
        return versions().stream().filter(version -> version.path("storage").asBoolean(false)).findFirst()
                .map(version -> version.path("name").asString("")).orElse("");
    }

    /** Whether its kind is to be served. */
    boolean isEstablished() {
        return tree.at("/status/conditions").valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals(ESTABLISHED)
                        && condition.path("status").asString("").equals("True"));
    }

    /** The kind it defines, under the names it has got. */
    ResourceKind kind() {
        Names names = accepted();
        List<String> served = versions().stream().filter(version -> version.path("served").asBoolean(false))
                .map(version -> version.path("name").asString("")).sorted(VersionOrder.PREFERRED_FIRST).toList();
        Set<String> subresources = new HashSet<>();
        for (JsonNode version : versions()) {
            Stream.of("status", "scale").filter(name -> version.path("subresources").has(name))
                    .forEach(subresources::add);
        }
        boolean namespaced = tree.at("/spec/scope").asString("").equals("Namespaced");
        return new ResourceKind(group(), storageVersion(), names.plural(), names.singular(), names.kind(),
                names.shortNames(), names.categories(), namespaced, served, subresources, true);
    }

    /**
     * The names of a kind.
     *
     * @param listKind
     *            the kind of its lists
     */
    record Names(String plural, String singular, List<String> shortNames, String kind, String listKind,
            List<String> categories) {

        static Names of(JsonNode names) {
            String kind = names.path("kind").asString("");
            return new Names(names.path("plural").asString(""),
                    names.path("singular").asString(kind.toLowerCase(Locale.ROOT)), strings(names.path("shortNames")),
                    kind, names.path("listKind").asString(kind.isEmpty() ? "" : kind + "List"),
                    strings(names.path("categories")));
        }

        /** All the names a resource can be asked for by. */
        Set<String> ofResource() {
            Set<String> all = new HashSet<>(shortNames);
            all.add(plural);
            all.add(singular);
            all.remove("");
            return all;
        }

        private static List<String> strings(JsonNode list) {
            return list.valueStream().map(text -> text.asString("")).toList();
        }
    }
}
