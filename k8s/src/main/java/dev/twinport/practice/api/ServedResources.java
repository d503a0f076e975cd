package dev.twinport.practice.api;

import dev.twinport.practice.api.ServedResource.Response;
import dev.twinport.practice.store.Kinds;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.VersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups, versions and resources that are served at the moment, in the order in which the API server lists them.
 */
final class ServedResources {

    private static final List<String> VERBS = List.of("create", "delete", "deletecollection", "get", "list", "patch",
            "update", "watch");
    /** The order of those of custom kinds. */
    private static final List<String> CUSTOM_VERBS = List.of("delete", "deletecollection", "get", "list", "patch",
            "create", "update", "watch");
    private static final List<String> NAMESPACE_VERBS = VERBS.stream().filter(v -> !v.equals("deletecollection"))
            .toList();
    private static final List<String> CHANGE = List.of("get", "patch", "update");
    private static final List<String> CREATE = List.of("create");
    private static final List<String> CONNECT = List.of("create", "get");

    /** By the priority of their APIService; the groups of custom kinds follow by name. */
    private static final List<String> BUILT_IN_GROUPS = List.of("apps", "events.k8s.io", "authentication.k8s.io",
            "authorization.k8s.io", "autoscaling", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
            "apiextensions.k8s.io", "coordination.k8s.io", "discovery.k8s.io");

    private static final String GATEWAY_API = "gateway.networking.k8s.io";

    /** What is answered and not kept, by {@code group/version}. */
    private static final Map<String, List<ServedResource>> REVIEWS = Map.of("authentication.k8s.io/v1", List
            .of(review("selfsubjectreview", false, "SelfSubjectReview"), review("tokenreview", false, "TokenReview")),
            "authorization.k8s.io/v1",
            List.of(review("localsubjectaccessreview", true, "LocalSubjectAccessReview"),
                    review("selfsubjectaccessreview", false, "SelfSubjectAccessReview"),
                    review("selfsubjectrulesreview", false, "SelfSubjectRulesReview"),
                    review("subjectaccessreview", false, "SubjectAccessReview")));

    private static final List<ServedResource> OF_PODS = List.of(
            ServedResource.sub("pods", "attach", true, Response.ofItself("PodAttachOptions"), CONNECT),
            ServedResource.sub("pods", "exec", true, Response.ofItself("PodExecOptions"), CONNECT),
            ServedResource.sub("pods", "log", true, Response.ofItself("Pod"), List.of("get")),
            ServedResource.sub("pods", "portforward", true, Response.ofItself("PodPortForwardOptions"), CONNECT));
    private static final ServedResource TOKEN = ServedResource.sub("serviceaccounts", "token", true,
            new Response("authentication.k8s.io", "v1", "TokenRequest"), CREATE);

    private final Kinds kinds;

    ServedResources(Kinds kinds) {
        this.kinds = kinds;
    }

    /**
     * The groups' names, without the core group. The Gateway API's comes last, by the alphabet it would come before
     * Istio's: clients take the first resource of a name, and {@code kubectl get gateway} is to show Istio's, as on a
     * cluster where nobody has installed the Gateway API.
     */
    List<String> groups() {
        Set<String> served = new TreeSet<>();
        kinds.all().forEach(kind -> served.add(kind.group()));
        REVIEWS.keySet().forEach(version -> served.add(version.substring(0, version.indexOf('/'))));
        served.remove("");
        List<String> ordered = new ArrayList<>(BUILT_IN_GROUPS.stream().filter(served::contains).toList());
        served.stream().filter(group -> !BUILT_IN_GROUPS.contains(group))
                .sorted(Comparator.comparing(GATEWAY_API::equals)).forEach(ordered::add);
        return ordered;
    }

    /** The versions of a group, the preferred one first; empty when there is no such group. */
    List<String> versions(String group) {
        Set<String> versions = new LinkedHashSet<>();
        kinds.all().stream().filter(kind -> kind.group().equals(group)).map(ResourceKind::served)
                .forEach(versions::addAll);
        if (REVIEWS.containsKey(group + "/v1")) {
            versions.add("v1");
        }
        return versions.stream().sorted(VersionOrder.PREFERRED_FIRST).toList();
    }

    /** The resources of a group in a version, each followed by its subresources. */
    List<ServedResource> resources(String group, String version) {
        List<ServedResource> resources = new ArrayList<>(REVIEWS.getOrDefault(group + "/" + version, List.of()));
        List<ResourceKind> served = kinds.all().stream()
                .filter(kind -> kind.group().equals(group) && kind.served().contains(version)).toList();
        served.stream().sorted(Comparator.comparing(ResourceKind::plural)).forEach(kind -> add(resources, kind));
        return resources;
    }

    private static void add(List<ServedResource> resources, ResourceKind kind) {
        Response itself = Response.ofItself(kind.kind());
        List<String> verbs = kind.custom() ? CUSTOM_VERBS
                : kind.equals(ResourceKinds.NAMESPACE) ? NAMESPACE_VERBS : VERBS;
        resources.add(new ServedResource(kind.plural(), "", kind.singular(), kind.namespaced(), itself, verbs,
                kind.shortNames(), kind.categories()));
        if (kind.equals(ResourceKinds.POD)) {
            resources.addAll(OF_PODS);
        }
        if (kind.hasScale()) {
            resources.add(ServedResource.sub(kind.plural(), "scale", kind.namespaced(),
                    new Response("autoscaling", "v1", "Scale"), CHANGE));
        }
        if (kind.hasStatus()) {
            resources.add(ServedResource.sub(kind.plural(), "status", kind.namespaced(), itself, CHANGE));
        }
        if (kind.equals(ResourceKinds.SERVICE_ACCOUNT)) {
            resources.add(TOKEN);
        }
    }

    private static ServedResource review(String singular, boolean namespaced, String kind) {
        return new ServedResource(singular + "s", "", singular, namespaced, Response.ofItself(kind), CREATE, List.of(),
                List.of());
    }
}
