package dev.twinport.practice.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One rule of a role: these verbs on these resources (of these names only, if there are any), or on these paths. The
 * words are those of {@code rbac.authorization.k8s.io/v1}.
 */
public record PolicyRule(List<String> verbs, List<String> apiGroups, List<String> resources, List<String> resourceNames,
        List<String> nonResourceUrls) {

    private static final String ALL = "*";

    public PolicyRule {
        verbs = List.copyOf(verbs);
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        resourceNames = List.copyOf(resourceNames);
        nonResourceUrls = List.copyOf(nonResourceUrls);
    }

    /** A rule as it is written in a role. */
    public static PolicyRule of(JsonNode rule) {
        return new PolicyRule(strings(rule, "verbs"), strings(rule, "apiGroups"), strings(rule, "resources"),
                strings(rule, "resourceNames"), strings(rule, "nonResourceURLs"));
    }

    /** The rules of a role. */
    public static List<PolicyRule> all(JsonNode role) {
        return role.path("rules").valueStream().map(PolicyRule::of).toList();
    }

    /** Whether this rule alone lets a request through. */
    boolean allows(AccessRequest request) {
        boolean verb = has(verbs, request.verb());
        if (!request.isOfResource()) {
            return verb && nonResourceUrls.stream().anyMatch(url -> reaches(url, request.path()));
        }
        return verb && has(apiGroups, request.group()) && namesResource(request)
                && (resourceNames.isEmpty() || resourceNames.contains(request.name()));
    }

    /** The same rights as rules of one verb on one thing each. */
    List<PolicyRule> pieces() {
        List<PolicyRule> pieces = new ArrayList<>();
        for (String group : apiGroups) {
            for (String resource : resources) {
                for (String verb : verbs) {
                    List<List<String>> names = resourceNames.isEmpty() ? List.of(List.of())
                            : resourceNames.stream().map(List::of).toList();
                    names.forEach(name -> pieces
                            .add(new PolicyRule(List.of(verb), List.of(group), List.of(resource), name, List.of())));
                }
            }
        }
        for (String url : nonResourceUrls) {
            verbs.forEach(
                    verb -> pieces.add(new PolicyRule(List.of(verb), List.of(), List.of(), List.of(), List.of(url))));
        }
        return pieces;
    }

    /** Whether whoever has this rule has the right that a {@linkplain #pieces piece} of another gives. */
    boolean covers(PolicyRule piece) {
        return hasAll(verbs, piece.verbs) && hasAll(apiGroups, piece.apiGroups)
                && piece.resources.stream().allMatch(this::coversResource) && coversNames(piece)
                && piece.nonResourceUrls.stream()
                        .allMatch(url -> nonResourceUrls.stream().anyMatch(own -> reaches(own, url)));
    }

    /** As the API server names a rule in a refusal: {@code {APIGroups:[""], Resources:["pods"], Verbs:["list"]}}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        addTo(parts, "APIGroups", apiGroups);
        addTo(parts, "Resources", resources);
        addTo(parts, "NonResourceURLs", nonResourceUrls);
        addTo(parts, "ResourceNames", resourceNames);
        addTo(parts, "Verbs", verbs);
        return "{" + String.join(", ", parts) + "}";
    }

    /** Whether it is about one resource of one group and nothing narrower: such rules can be put together. */
    boolean isSimple() {
        return resourceNames.isEmpty() && nonResourceUrls.isEmpty() && apiGroups.size() == 1 && resources.size() == 1;
    }

    private boolean namesResource(AccessRequest request) {
        return has(resources, request.combinedResource())
                || (!request.subresource().isEmpty() && resources.contains("*/" + request.subresource()));
    }

    private boolean coversResource(String resource) {
        int slash = resource.indexOf('/');
        return has(resources, resource) || (slash >= 0 && resources.contains("*" + resource.substring(slash)));
    }

    private boolean coversNames(PolicyRule piece) {
        return resourceNames.isEmpty()
                || (!piece.resourceNames.isEmpty() && Set.copyOf(resourceNames).containsAll(piece.resourceNames));
    }

    private static boolean reaches(String rule, String path) {
        return rule.equals(ALL) || rule.equals(path)
                || (rule.endsWith(ALL) && path.startsWith(rule.replaceAll("\\*+$", "")));
    }

    private static boolean has(List<String> allowed, String wanted) {
        return allowed.contains(ALL) || allowed.contains(wanted);
    }

    private static boolean hasAll(List<String> allowed, List<String> wanted) {
        return allowed.contains(ALL) || Set.copyOf(allowed).containsAll(wanted);
    }

    private static void addTo(List<String> parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + ":" + Quoted.list(values));
        }
    }

    private static List<String> strings(JsonNode rule, String field) {
        return rule.path(field).valueStream().map(value -> value.asString("")).toList();
    }
}
