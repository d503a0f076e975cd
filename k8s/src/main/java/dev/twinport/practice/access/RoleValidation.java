package dev.twinport.practice.access;

import com.google.re2j.Pattern;
import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What roles and bindings must be like to be stored, as Kubernetes 1.34 checks it; and what they say when they do not.
 */
public final class RoleValidation {

    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final Set<ResourceKind> ROLES = Set.of(ResourceKinds.ROLE, ResourceKinds.CLUSTER_ROLE);
    private static final Set<ResourceKind> BINDINGS = Set.of(ResourceKinds.ROLE_BINDING,
            ResourceKinds.CLUSTER_ROLE_BINDING);
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern ACCOUNT_NAME = Pattern.compile(SUBDOMAIN);

    private RoleValidation() {
    }

    /** Whether a kind is one of roles or bindings: their names may have characters others may not. */
    public static boolean concerns(ResourceKind kind) {
        return ROLES.contains(kind) || BINDINGS.contains(kind);
    }

    /** Adds to a binding which API group its role and its subjects are of. */
    public static void complete(ResourceKind kind, ObjectNode object) {
        if (!BINDINGS.contains(kind)) {
            return;
        }
        if (object.path("roleRef") instanceof ObjectNode role && role.path("apiGroup").asString("").isEmpty()) {
            role.put("apiGroup", GROUP);
        }
        for (JsonNode subject : object.path("subjects")) {
            String subjectKind = subject.path("kind").asString("");
            if (subject instanceof ObjectNode named && !named.has("apiGroup")
                    && (subjectKind.equals("User") || subjectKind.equals("Group"))) {
                named.put("apiGroup", GROUP);
            }
        }
    }

    /** What is wrong with a name as a part of a path; empty when nothing is. */
    public static Optional<String> problemOfName(String name) {
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("may not be '%s'".formatted(name));
        }
        return List.of("/", "%").stream().filter(name::contains).map("may not contain '%s'"::formatted)
                .reduce((first, second) -> first + ", " + second);
    }

    /**
     * What is wrong with a role or a binding; nothing with an object of another kind.
     *
     * @param before
     *            the object that is to be changed; empty for a new one
     */
    public static List<FieldError> problems(ResourceKind kind, Optional<ObjectNode> before, ObjectNode object) {
        if (ROLES.contains(kind)) {
            return ofRole(object, kind.equals(ResourceKinds.ROLE));
        }
        return BINDINGS.contains(kind) ? ofBinding(object, kind.equals(ResourceKinds.ROLE_BINDING), before) : List.of();
    }

    private static List<FieldError> ofRole(ObjectNode role, boolean namespaced) {
        List<FieldError> problems = new ArrayList<>();
        for (int i = 0; i < role.path("rules").size(); i++) {
            check(role.path("rules").path(i), namespaced, "rules[" + i + "]", problems);
        }
        JsonNode aggregation = role.path("aggregationRule");
        if (aggregation.isObject() && aggregation.path("clusterRoleSelectors").isEmpty()) {
            problems.add(FieldError.required("aggregationRule.clusterRoleSelectors",
                    "at least one clusterRoleSelector required if aggregationRule is non-nil"));
        }
        return problems;
    }

    private static void check(JsonNode rule, boolean namespaced, String at, List<FieldError> problems) {
        if (rule.path("verbs").isEmpty()) {
            problems.add(FieldError.required(at + ".verbs", "verbs must contain at least one value"));
        }
        JsonNode urls = rule.path("nonResourceURLs");
        boolean groups = !rule.path("apiGroups").isEmpty();
        boolean resources = !rule.path("resources").isEmpty();
        if (!urls.isEmpty()) {
            if (namespaced) {
                problems.add(FieldError.invalid(at + ".nonResourceURLs", urls,
                        "namespaced rules cannot apply to non-resource URLs"));
            }
            if (groups || resources || !rule.path("resourceNames").isEmpty()) {
                problems.add(FieldError.invalid(at + ".nonResourceURLs", urls,
                        "rules cannot apply to both regular resources and non-resource URLs"));
            }
            return;
        }
        if (!groups) {
            problems.add(FieldError.required(at + ".apiGroups", "resource rules must supply at least one api group"));
        }
        if (!resources) {
            problems.add(FieldError.required(at + ".resources", "resource rules must supply at least one resource"));
        }
    }

    private static List<FieldError> ofBinding(ObjectNode binding, boolean namespaced, Optional<ObjectNode> before) {
        List<FieldError> problems = new ArrayList<>();
        JsonNode role = binding.path("roleRef");
        String group = role.path("apiGroup").asString("");
        if (!group.equals(GROUP)) {
            problems.add(FieldError.notSupported("roleRef.apiGroup", group, List.of(GROUP)));
        }
        String roleKind = role.path("kind").asString("");
        List<String> kinds = namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
        if (!kinds.contains(roleKind)) {
            problems.add(FieldError.notSupported("roleRef.kind", roleKind, kinds));
        }
        String name = role.path("name").asString("");
        if (name.isEmpty()) {
            problems.add(FieldError.required("roleRef.name", ""));
        } else {
            problemOfName(name).ifPresent(why -> problems.add(FieldError.invalid("roleRef.name", name, why)));
        }
        for (int i = 0; i < binding.path("subjects").size(); i++) {
            checkSubject(binding.path("subjects").path(i), namespaced, "subjects[" + i + "]", problems);
        }
        if (before.filter(old -> !old.path("roleRef").equals(role)).isPresent()) {
            ObjectNode given = JsonNodeFactory.instance.objectNode().put("APIGroup", group).put("Kind", roleKind)
                    .put("Name", name);
            problems.add(FieldError.invalid("roleRef", given, "cannot change roleRef"));
        }
        return problems;
    }

    private static void checkSubject(JsonNode subject, boolean namespaced, String at, List<FieldError> problems) {
        String name = subject.path("name").asString("");
        String group = subject.path("apiGroup").asString("");
        if (name.isEmpty()) {
            problems.add(FieldError.required(at + ".name", ""));
        }
        String kind = subject.path("kind").asString("");
        switch (kind) {
            case "ServiceAccount" -> {
                if (!name.isEmpty() && !ACCOUNT_NAME.matcher(name).matches()) {
                    problems.add(FieldError.invalid(at + ".name", name,
                            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '%s')"
                                    .formatted(SUBDOMAIN)));
                }
                if (!group.isEmpty()) {
                    problems.add(FieldError.notSupported(at + ".apiGroup", group, List.of("")));
                }
                if (!namespaced && subject.path("namespace").asString("").isEmpty()) {
                    problems.add(FieldError.required(at + ".namespace", ""));
                }
            }
            case "User", "Group" -> {
                if (!group.equals(GROUP)) {
                    problems.add(FieldError.notSupported(at + ".apiGroup", group, List.of(GROUP)));
                }
            }
            default -> problems
                    .add(FieldError.notSupported(at + ".kind", kind, List.of("ServiceAccount", "User", "Group")));
        }
    }
}
