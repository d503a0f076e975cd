package dev.twinport.practice.api;

import dev.twinport.practice.store.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says of itself: its version, its groups and their resources, a document for each. */
final class Discovery {

    /** The release whose behaviour is imitated. */
    static final String MINOR = "34";

    private final ServedResources served;

    Discovery(Kinds kinds) {
        this.served = new ServedResources(kinds);
    }

    /**
     * The document at a path; empty when the path is none of discovery's.
     *
     * @param host
     *            the address and port the client has used, as in {@code 127.0.0.1:16443}
     */
    Optional<ObjectNode> document(String path, String host) {
        return switch (path) {
            case "/", "" -> Optional.of(paths());
            case "/version", "/version/" -> Optional.of(version());
            case "/api", "/api/" -> Optional.of(coreVersions(host));
            case "/apis", "/apis/" -> Optional.of(groups());
            case "/api/v1", "/api/v1/" -> Optional.of(resources("", "v1"));
            default -> groupDocument(path);
        };
    }

    private Optional<ObjectNode> groupDocument(String path) {
        List<String> parts = List.of((path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1));
        if (parts.size() < 3 || parts.size() > 4 || !parts.get(1).equals("apis")) {
            return Optional.empty();
        }
        String group = parts.get(2);
        List<String> versions = served.versions(group);
        if (parts.size() == 3) {
            return versions.isEmpty() || group.isEmpty() ? Optional.empty()
                    : Optional.of(Json.object().put("kind", "APIGroup").put("apiVersion", "v1").setAll(group(group)));
        }
        return versions.contains(parts.get(3)) ? Optional.of(resources(group, parts.get(3))) : Optional.empty();
    }

    /** Where one can go on from here. */
    private ObjectNode paths() {
        TreeSet<String> paths = new TreeSet<>(
                List.of("/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version"));
        for (String group : served.groups()) {
            paths.add("/apis/" + group);
            served.versions(group).forEach(version -> paths.add("/apis/" + group + "/" + version));
        }
        ObjectNode document = Json.object();
        paths.forEach(document.putArray("paths")::add);
        return document;
    }

    private static ObjectNode version() {
        return Json.object().put("major", "1").put("minor", MINOR).put("emulationMajor", "1")
                .put("emulationMinor", MINOR).put("minCompatibilityMajor", "1").put("minCompatibilityMinor", "33")
                .put("gitVersion", "v1." + MINOR + ".0+practice").put("gitCommit", "").put("gitTreeState", "clean")
                .put("buildDate", "").put("goVersion", "").put("compiler", "").put("platform", "practice/loopback");
    }

    private static ObjectNode coreVersions(String host) {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs").addObject().put("clientCIDR", "0.0.0.0/0").put("serverAddress",
                host);
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        served.groups().forEach(name -> groups.add(group(name)));
        return list;
    }

    private ObjectNode group(String name) {
        ObjectNode group = Json.object().put("name", name);
        ArrayNode versions = group.putArray("versions");
        for (String version : served.versions(name)) {
            versions.addObject().put("groupVersion", name + "/" + version).put("version", version);
        }
        group.set("preferredVersion", versions.get(0).deepCopy());
        return group;
    }

    private ObjectNode resources(String group, String version) {
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion",
                group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        served.resources(group, version).forEach(resource -> resources.add(line(resource)));
        return list;
    }

    private static ObjectNode line(ServedResource resource) {
        ObjectNode line = Json.object().put("name", resource.name()).put("singularName", resource.singular())
                .put("namespaced", resource.namespaced());
        if (!resource.response().version().isEmpty()) {
            line.put("group", resource.response().group()).put("version", resource.response().version());
        }
        line.put("kind", resource.response().kind());
        resource.verbs().forEach(line.putArray("verbs")::add);
        putUnlessEmpty(line, "shortNames", resource.shortNames());
        putUnlessEmpty(line, "categories", resource.categories());
        return line;
    }

    static void putUnlessEmpty(ObjectNode object, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(object.putArray(field)::add);
        }
    }
}
