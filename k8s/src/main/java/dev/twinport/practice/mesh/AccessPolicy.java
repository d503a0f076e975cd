package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the AuthorizationPolicies that select a pod have Envoy's RBAC filter do with a TCP connection.
 * <p>
 * The filter looks when the client's first bytes come, not before: a server that speaks first is heard, and the
 * connection is closed when the client answers (measured). Denied is what any DENY rule matches; then, where there are
 * ALLOW policies, what none of their rules matches. AUDIT and CUSTOM policies and dry runs deny nothing.
 *
 * @param rules
 *            those that count on TCP, by name, as Envoy tries them
 * @param onlyAllowed
 *            whether there are ALLOW policies
 */
record AccessPolicy(List<AccessRule> rules, boolean onlyAllowed) {

    /** Denies nothing. */
    static final AccessPolicy OPEN = new AccessPolicy(List.of(), false);

    private static final String DRY_RUN = "istio.io/dry-run";
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

    public AccessPolicy {
        rules = List.copyOf(rules);
    }

    /** The policy of a pod: those of its namespace and of {@code istio-system} that select it. */
    static AccessPolicy of(List<KubernetesObject> policies, KubernetesObject pod) {
        List<KubernetesObject> selecting = policies.stream().filter(policy -> selects(policy, pod))
                .filter(policy -> !policy.annotations().getOrDefault(DRY_RUN, "").equals("true")).toList();
        if (selecting.isEmpty()) {
            return OPEN;
        }
        List<AccessRule> rules = new ArrayList<>();
        for (KubernetesObject policy : selecting) {
            String action = action(policy);
            if (action.equals("ALLOW") || action.equals("DENY")) {
                int index = 0;
                for (JsonNode rule : policy.spec().path("rules")) {
                    rules.add(new AccessRule(
                            "ns[%s]-policy[%s]-rule[%s]".formatted(policy.namespace(), policy.name(), index++),
                            policy.namespace(), action.equals("DENY"), rule));
                }
            }
        }
        return new AccessPolicy(
                rules.stream().filter(AccessRule::counts).sorted(Comparator.comparing(AccessRule::name)).toList(),
                selecting.stream().anyMatch(policy -> action(policy).equals("ALLOW")));
    }

    /**
     * Why a connection is denied, as the access log says it.
     *
     * @return empty when it is let through
     */
    Optional<String> denial(Peer peer) {
        Optional<String> denying = rules.stream().filter(rule -> rule.deny() && rule.matches(peer)).findFirst()
                .map(AccessRule::name);
        if (denying.isEmpty() && onlyAllowed && allowing().noneMatch(rule -> rule.matches(peer))) {
            denying = Optional.of("none");
        }
        return denying.map("rbac_access_denied_matched_policy[%s]"::formatted);
    }

    private Stream<AccessRule> allowing() {
        return rules.stream().filter(rule -> !rule.deny());
    }

    private static String action(KubernetesObject policy) {
        return policy.spec().path("action").asString("ALLOW");
    }

    private static boolean selects(KubernetesObject policy, KubernetesObject pod) {
        JsonNode targets = policy.spec().path("targetRefs");
        if (!targets.isEmpty() || policy.spec().has("targetRef")) {
            // Such a policy is a Gateway's, and only of gateways that were made from one.
            return policy.namespace().equals(pod.namespace()) && Stream
                    .concat(targets.valueStream(), Stream.of(policy.spec().path("targetRef")))
                    .anyMatch(target -> target.path("kind").asString("").equals("Gateway")
                            && target.path("name").asString("").equals(pod.labels().getOrDefault(GATEWAY_NAME, "/")));
        }
        return (policy.namespace().equals(pod.namespace())
                || policy.namespace().equals(DestinationResolver.ROOT_NAMESPACE))
                && LabelSelector.ofMap(policy.spec().at("/selector/matchLabels")).matches(pod.labels());
    }
}
