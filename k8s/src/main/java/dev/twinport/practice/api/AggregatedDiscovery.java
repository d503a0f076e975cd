package dev.twinport.practice.api;

import dev.twinport.practice.store.Kinds;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that {@link Discovery} says of groups and resources in two documents, which kubectl reads since release 1.26
 * ({@code apidiscovery.k8s.io/v2}, APIGroupDiscoveryList).
 */
final class AggregatedDiscovery {

    /** The media type of the documents. */
    static final String MEDIA_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final ServedResources served;

    AggregatedDiscovery(Kinds kinds) {
        this.served = new ServedResources(kinds);
    }

    /** The document at a path for a client that accepts these media types; empty when it is to get another one. */
    Optional<ObjectNode> document(String path, String accepted) {
        if (!accepted.replace(" ", "").contains(MEDIA_TYPE)) {
            return Optional.empty();
        }
        return switch (path) {
            case "/api", "/api/" -> Optional.of(list(List.of("")));
            case "/apis", "/apis/" -> Optional.of(list(served.groups()));
            default -> Optional.empty();
        };
    }

    private ObjectNode list(List<String> groups) {
        ObjectNode list = Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion",
                "apidiscovery.k8s.io/v2");
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        for (String group : groups) {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
                metadata.put("name", group);
            }
            ArrayNode versions = item.putArray("versions");
            served.versions(group).forEach(version -> versions.add(version(group, version)));
        }
        return list;
    }

    private ObjectNode version(String group, String version) {
        ObjectNode entry = Json.object().put("version", version);
        ArrayNode resources = entry.putArray("resources");
        ObjectNode current = Json.object();
        for (ServedResource resource : served.resources(group, version)) {
            if (resource.isSubresource()) {
                ObjectNode line = current.withArray("/subresources").addObject().put("subresource",
                        resource.subresource());
                line.set("responseKind", kind(resource, group, version));
                resource.verbs().forEach(line.putArray("verbs")::add);
            } else {
                current = resources.addObject().put("resource", resource.resource());
                current.set("responseKind", kind(resource, group, version));
                current.put("scope", resource.namespaced() ? "Namespaced" : "Cluster").put("singularResource",
                        resource.singular());
                resource.verbs().forEach(current.putArray("verbs")::add);
                Discovery.putUnlessEmpty(current, "shortNames", resource.shortNames());
                Discovery.putUnlessEmpty(current, "categories", resource.categories());
            }
        }
        return entry.put("freshness", "Current");
    }

    private static ObjectNode kind(ServedResource resource, String group, String version) {
        ServedResource.Response response = resource.response();
        boolean ofItself = response.version().isEmpty();
        return Json.object().put("group", ofItself ? group : response.group())
                .put("version", ofItself ? version : response.version()).put("kind", response.kind());
    }
}
