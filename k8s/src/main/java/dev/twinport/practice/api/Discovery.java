package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says of itself: its version, its groups and their resources. */
final class Discovery {

    /** The release whose behaviour is imitated. */
    private static final String MINOR = "34";
    private static final List<String> VERBS = List.of("create", "delete", "deletecollection", "get", "list", "patch",
            "update", "watch");

    private Discovery() {
    }

    /** The document at a path; empty when the path is none of discovery's. */
    static Optional<ObjectNode> document(String path) {
        return switch (path) {
            case "/version", "/version/" -> Optional.of(version());
            case "/api", "/api/" -> Optional.of(coreVersions());
            case "/apis", "/apis/" -> Optional.of(groups());
            case "/api/v1" -> Optional.of(resources("", "v1"));
            default -> groupDocument(path);
        };
    }

    private static Optional<ObjectNode> groupDocument(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 3 || !parts[1].equals("apis") || !groupNames().contains(parts[2])) {
            return Optional.empty();
        }
        return switch (parts.length) {
            case 3 -> Optional.of(group(parts[2]).put("kind", "APIGroup").put("apiVersion", "v1"));
            case 4 -> parts[3].equals("v1") ? Optional.of(resources(parts[2], parts[3])) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static ObjectNode version() {
        return Json.object().put("major", "1").put("minor", MINOR).put("gitVersion", "v1." + MINOR + ".0+practice")
                .put("gitCommit", "").put("gitTreeState", "clean").put("buildDate", "").put("goVersion", "")
                .put("compiler", "").put("platform", "practice/loopback");
    }

    private static ObjectNode coreVersions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    private static ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        groupNames().forEach(name -> groups.add(group(name)));
        return list;
    }

    private static ObjectNode group(String name) {
        ObjectNode group = Json.object().put("name", name);
        ObjectNode version = Json.object().put("groupVersion", name + "/v1").put("version", "v1");
        group.putArray("versions").add(version);
        group.set("preferredVersion", version.deepCopy());
        return group;
    }

    private static Set<String> groupNames() {
        Set<String> names = new TreeSet<>();
        for (ResourceKind kind : ResourceKinds.ALL) {
            if (!kind.group().isEmpty()) {
                names.add(kind.group());
            }
        }
        names.add("authorization.k8s.io");
        return names;
    }

    private static ObjectNode resources(String group, String version) {
        ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1").put("groupVersion",
                group.isEmpty() ? version : group + "/" + version);
        ArrayNode resources = list.putArray("resources");
        for (ResourceKind kind : ResourceKinds.ALL) {
            if (kind.group().equals(group)) {
                addResource(resources, kind);
            }
        }
        if (group.equals("authorization.k8s.io")) {
            add(resources, "selfsubjectaccessreviews", "selfsubjectaccessreview", false, "SelfSubjectAccessReview",
                    List.of("create"));
            add(resources, "selfsubjectrulesreviews", "selfsubjectrulesreview", false, "SelfSubjectRulesReview",
                    List.of("create"));
        }
        return list;
    }

    private static void addResource(ArrayNode resources, ResourceKind kind) {
        ObjectNode resource = add(resources, kind.plural(), kind.singular(), kind.namespaced(), kind.kind(), VERBS);
        kind.shortNames().forEach(resource.putArray("shortNames")::add);
        kind.categories().forEach(resource.putArray("categories")::add);
        if (ResourceKinds.WITH_STATUS.contains(kind)) {
            add(resources, kind.plural() + "/status", "", kind.namespaced(), kind.kind(),
                    List.of("get", "patch", "update"));
        }
        if (ResourceKinds.WITH_SCALE.contains(kind)) {
            add(resources, kind.plural() + "/scale", "", kind.namespaced(), "Scale", List.of("get", "patch", "update"))
                    .put("group", "autoscaling").put("version", "v1");
        }
        if (kind.equals(ResourceKinds.POD)) {
            add(resources, "pods/log", "", true, kind.kind(), List.of("get"));
        }
    }

    private static ObjectNode add(ArrayNode resources, String name, String singular, boolean namespaced, String kind,
            List<String> verbs) {
        ObjectNode resource = resources.addObject().put("name", name).put("singularName", singular)
                .put("namespaced", namespaced).put("kind", kind);
        verbs.forEach(resource.putArray("verbs")::add);
        return resource;
    }
}
