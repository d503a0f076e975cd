package dev.twinport.practice.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All roles and bindings at one moment, and what follows from them: rights only add up, there is nothing that takes one
 * away. Follows the RBAC authorizer of Kubernetes 1.34.
 */
public final class Policy {

    private final Map<RoleKey, List<PolicyRule>> roles = new LinkedHashMap<>();
    private final List<Binding> clusterBindings;
    private final Map<String, List<Binding>> bindings = new LinkedHashMap<>();

    /**
     * @param roles
     *            Roles and ClusterRoles
     * @param bindings
     *            RoleBindings and ClusterRoleBindings
     */
    public Policy(List<? extends JsonNode> roles, List<? extends JsonNode> bindings) {
        roles.forEach(role -> this.roles.put(RoleKey.of(role), PolicyRule.all(role)));
        List<Binding> all = bindings.stream().map(Binding::of).toList();
        this.clusterBindings = all.stream().filter(binding -> binding.namespace().isEmpty()).toList();
        all.stream().filter(binding -> !binding.namespace().isEmpty()).forEach(
                binding -> this.bindings.computeIfAbsent(binding.namespace(), n -> new ArrayList<>()).add(binding));
    }

    /** Whether a caller may do something. */
    public Decision decide(Caller caller, AccessRequest request) {
        if (caller.mayDoEverything()) {
            return new Decision(true, "");
        }
        List<String> problems = new ArrayList<>();
        for (Binding binding : bindingsIn(request.namespace()).toList()) {
            Optional<Subject> subject = binding.subjectFor(caller);
            if (subject.isEmpty()) {
                continue;
            }
            List<PolicyRule> rules = roles.get(RoleKey.of(binding));
            if (rules == null) {
                problems.add(missing(binding.role()));
            } else if (rules.stream().anyMatch(rule -> rule.allows(request))) {
                return new Decision(true, "RBAC: allowed by " + binding.describe(subject.get()));
            }
        }
        return new Decision(false, problems.isEmpty() ? "" : "RBAC: " + together(problems));
    }

    /** All rules for a caller in a namespace, the cluster's first; only those when the namespace is empty. */
    public Grants grants(Caller caller, String namespace) {
        List<PolicyRule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        bindingsIn(namespace).filter(binding -> binding.subjectFor(caller).isPresent()).forEach(binding -> {
            List<PolicyRule> found = roles.get(RoleKey.of(binding));
            if (found == null) {
                problems.add(missing(binding.role()));
            } else {
                rules.addAll(found);
            }
        });
        return new Grants(rules, problems);
    }

    /** The rules of the role a binding refers to; empty when there is no such role. */
    Optional<List<PolicyRule>> rulesOf(Binding binding) {
        return Optional.ofNullable(roles.get(RoleKey.of(binding)));
    }

    /** Several problems as the API server writes them: in brackets, each once. */
    public static String together(List<String> problems) {
        List<String> distinct = problems.stream().distinct().toList();
        return distinct.size() == 1 ? distinct.getFirst() : "[" + String.join(", ", distinct) + "]";
    }

    private Stream<Binding> bindingsIn(String namespace) {
        return Stream.concat(clusterBindings.stream(),
                namespace.isEmpty() ? Stream.of() : bindings.getOrDefault(namespace, List.of()).stream());
    }

    private static String missing(RoleReference role) {
        String resource = role.isOfCluster() ? "clusterrole" : "role";
        return "%s.rbac.authorization.k8s.io %s not found".formatted(resource, Quoted.text(role.name()));
    }

    /** Where a role is kept: ClusterRoles have no namespace. */
    private record RoleKey(String namespace, String name) {

        static RoleKey of(JsonNode role) {
            return new RoleKey(role.at("/metadata/namespace").asString(""), role.at("/metadata/name").asString(""));
        }

        static RoleKey of(Binding binding) {
            return new RoleKey(binding.role().isOfCluster() ? "" : binding.namespace(), binding.role().name());
        }
    }
}
