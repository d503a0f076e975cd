package dev.twinport.practice.access;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps everybody from giving rights they do not have: whoever writes a role needs all its rights or the verb
 * {@code escalate} on it, whoever writes a binding all rights of the role it names or the verb {@code bind} on that
 * role. Whose role gathers the rules of others needs all rights there are.
 */
public final class Escalation {

    private static final String GROUP = "rbac.authorization.k8s.io";
    private static final Set<ResourceKind> ROLES = Set.of(ResourceKinds.ROLE, ResourceKinds.CLUSTER_ROLE);
    private static final Set<ResourceKind> BINDINGS = Set.of(ResourceKinds.ROLE_BINDING,
            ResourceKinds.CLUSTER_ROLE_BINDING);
    /** What the garbage collector writes, and the server itself. */
    private static final List<String> BOOKKEEPING = List.of("ownerReferences", "finalizers", "managedFields",
            "resourceVersion", "generation");

    private static final List<PolicyRule> EVERYTHING = List.of(
            new PolicyRule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of()),
            new PolicyRule(List.of("*"), List.of(), List.of(), List.of(), List.of("*")));
    private static final String NOT_ADMINISTRATOR = "must have cluster-admin privileges to use the aggregationRule";

    private Escalation() {
    }

    /**
     * Why an object must not be written as it is; empty when it may, as any object of another kind may.
     *
     * @param named
     *            the name in the request's path; empty for a creation
     * @param before
     *            the object as it was; empty for a creation
     *
     * @throws StoreException
     *             NotFound when a binding names a role that is not there: nobody can tell what it would give
     */
    public static Optional<String> refusal(Policy policy, Caller caller, ResourceKey key, String named,
            Optional<ObjectNode> before, ObjectNode after) {
        boolean role = ROLES.contains(key.kind());
        if (caller.mayDoEverything() || (!role && !BINDINGS.contains(key.kind()))
                || before.filter(old -> saysTheSame(old, after)).isPresent()) {
            return Optional.empty();
        }
        String namespace = key.namespace();
        Grants held = policy.grants(caller, namespace);
        if (!role) {
            return missing(held, givenBy(policy, caller, key, after)).map(rules -> text(caller, rules));
        }
        AccessRequest escalate = AccessRequest.resource("escalate", GROUP, key.kind().plural(), namespace, named);
        if (policy.decide(caller, escalate).allowed()) {
            return Optional.empty();
        }
        Optional<String> refused = missing(held, PolicyRule.all(after)).map(rules -> text(caller, rules));
        boolean aggregates = aggregates(after) || before.filter(Escalation::aggregates).isPresent();
        return refused.or(() -> aggregates ? missing(held, EVERYTHING).map(_ -> NOT_ADMINISTRATOR) : Optional.empty());
    }

    /** Whether its rules are gathered from other roles, whatever these come to say. */
    private static boolean aggregates(ObjectNode role) {
        return !role.at("/aggregationRule/clusterRoleSelectors").isEmpty();
    }

    private static List<PolicyRule> givenBy(Policy policy, Caller caller, ResourceKey key, ObjectNode binding) {
        String namespace = key.namespace();
        RoleReference role = RoleReference.of(binding);
        ResourceKind kind = role.isOfCluster() ? ResourceKinds.CLUSTER_ROLE : ResourceKinds.ROLE;
        AccessRequest bind = AccessRequest.resource("bind", GROUP, kind.plural(), namespace, role.name());
        if (policy.decide(caller, bind).allowed()) {
            return List.of();
        }
        // As the API server words it: by the kind of the binding, with the name of the role.
        return policy.rulesOf(new Binding(namespace, "", role, List.of()))
                .orElseThrow(() -> new StoreException(StoreException.Reason.NotFound,
                        new ResourceKey(key.kind(), namespace, role.name()),
                        "%s %s not found".formatted(key.kind().qualifiedPlural(), Quoted.text(role.name()))));
    }

    private static Optional<Missing> missing(Grants held, List<PolicyRule> given) {
        List<PolicyRule> missing = given.stream().flatMap(rule -> rule.pieces().stream())
                .filter(piece -> held.rules().stream().noneMatch(rule -> rule.covers(piece))).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Missing(together(missing), held.problems()));
    }

    /** Pieces on the same resource as one rule with all their verbs. */
    private static List<PolicyRule> together(List<PolicyRule> pieces) {
        Map<List<String>, Set<String>> verbs = new LinkedHashMap<>();
        List<PolicyRule> rules = new ArrayList<>();
        for (PolicyRule piece : pieces) {
            if (piece.isSimple()) {
                verbs.computeIfAbsent(List.of(piece.apiGroups().getFirst(), piece.resources().getFirst()),
                        resource -> new LinkedHashSet<>()).addAll(piece.verbs());
            } else {
                rules.add(piece);
            }
        }
        verbs.forEach((resource, all) -> rules.add(new PolicyRule(List.copyOf(all), List.of(resource.getFirst()),
                List.of(resource.getLast()), List.of(), List.of())));
        return rules;
    }

    private static String text(Caller caller, Missing missing) {
        Set<String> rules = new TreeSet<>();
        missing.rules().forEach(rule -> rules.add(rule.toString()));
        String text = "user %s (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s"
                .formatted(Quoted.text(caller.name()), Quoted.list(caller.groups()), String.join("\n", rules));
        return missing.problems().isEmpty() ? text
                : text + "; resolution errors: [" + Policy.together(missing.problems()) + "]";
    }

    private static boolean saysTheSame(ObjectNode before, ObjectNode after) {
        return essence(before).equals(essence(after));
    }

    private static JsonNode essence(ObjectNode object) {
        ObjectNode essence = object.deepCopy();
        if (essence.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
        }
        return essence;
    }

    private record Missing(List<PolicyRule> rules, List<String> problems) {
    }
}
