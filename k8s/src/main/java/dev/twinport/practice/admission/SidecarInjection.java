package dev.twinport.practice.admission;

import dev.twinport.practice.objects.KubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Istio's sidecar, as its webhook adds it to a pod that is created ({@code injection-template.yaml}): an init container
 * that sets the pod's network up, and the proxy as a native sidecar, an init container that keeps running.
 */
final class SidecarInjection {

    private static final String RESOURCE = "sidecar.json";
    private static final String INJECT = "sidecar.istio.io/inject";
    private static final String STATUS = "sidecar.istio.io/status";
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
    private static final String DEFAULT_LOGS = "kubectl.kubernetes.io/default-logs-container";
    private static final String CANONICAL_NAME = "service.istio.io/canonical-name";
    private static final String CANONICAL_REVISION = "service.istio.io/canonical-revision";

    private final JsonNode added = read();

    /** Whether a pod that is created in a namespace with these labels gets it ({@code pkg/kube/inject/inject.go}). */
    static boolean isWanted(KubernetesObject pod, Map<String, String> namespaceLabels) {
        String asked = pod.labels().getOrDefault(INJECT, pod.annotations().getOrDefault(INJECT, ""));
        String namespace = namespaceLabels.getOrDefault("istio-injection", "");
        boolean enabled = namespace.equals("enabled")
                || (namespace.isEmpty() && namespaceLabels.containsKey("istio.io/rev"));
        boolean wanted = enabled ? !asked.equals("false") : asked.equals("true") && !namespace.equals("disabled");
        return wanted && !pod.annotations().containsKey(STATUS) && !pod.spec().path("hostNetwork").asBoolean(false);
    }

    /**
     * Adds it.
     *
     * @param spec
     *            the pod's own
     */
    void add(ObjectNode pod, ObjectNode spec) {
        String workload = workload(pod);
        annotate(pod.withObject("/metadata/annotations"), spec);
        label(pod.withObject("/metadata/labels"), workload);
        ArrayNode containers = spec.withArray("/initContainers");
        for (JsonNode container : added.path("initContainers")) {
            ObjectNode copy = (ObjectNode) container.deepCopy();
            if (copy.path("name").asString("").equals("istio-proxy")) {
                describe(copy.withArray("/env"), pod, spec, workload);
            }
            containers.add(copy);
        }
        // What nobody changes is shared by all pods.
        added.path("volumes").forEach(spec.withArray("/volumes")::add);
    }

    private void annotate(ObjectNode annotations, ObjectNode spec) {
        String first = spec.at("/containers/0/name").asString("");
        putMissing(annotations, DEFAULT_CONTAINER, first);
        putMissing(annotations, DEFAULT_LOGS, first);
        putMissing(annotations, "istio.io/rev", "default");
        putMissing(annotations, "prometheus.io/path", "/stats/prometheus");
        putMissing(annotations, "prometheus.io/port", "15020");
        putMissing(annotations, "prometheus.io/scrape", "true");
        String volumes = names(added.path("volumes"));
        annotations.put(STATUS,
                "{\"initContainers\":[%s],\"containers\":null,\"volumes\":[%s],\"imagePullSecrets\":null,\"revision\":\"default\"}"
                        .formatted(names(added.path("initContainers")), volumes));
    }

    private static void label(ObjectNode labels, String workload) {
        labels.put("security.istio.io/tlsMode", "istio");
        putMissing(labels, CANONICAL_NAME,
                labels.path("app.kubernetes.io/name").asString(labels.path("app").asString(workload)));
        putMissing(labels, CANONICAL_REVISION,
                labels.path("app.kubernetes.io/version").asString(labels.path("version").asString("latest")));
    }

    private static void describe(ArrayNode environment, ObjectNode pod, ObjectNode spec, String workload) {
        String ports = spec.path("containers").valueStream().flatMap(container -> container.path("ports").valueStream())
                .map(port -> "\n    " + port).collect(Collectors.joining(","));
        variable(environment, "ISTIO_META_POD_PORTS", "[" + ports + "\n]");
        variable(environment, "ISTIO_META_APP_CONTAINERS", spec.path("containers").valueStream()
                .map(container -> container.path("name").asString("")).collect(Collectors.joining(",")));
        variable(environment, "ISTIO_META_WORKLOAD_NAME", workload);
        String namespace = pod.at("/metadata/namespace").asString("");
        boolean ofDeployment = pod.at("/metadata/ownerReferences/0/kind").asString("").equals("ReplicaSet");
        variable(environment, "ISTIO_META_OWNER",
                ofDeployment ? "kubernetes://apis/apps/v1/namespaces/%s/deployments/%s".formatted(namespace, workload)
                        : "kubernetes://apis/v1/namespaces/%s/pods/%s".formatted(namespace, workload));
    }

    /** The Deployment's name, without the hash its ReplicaSet's name ends with; a plain pod's own name. */
    private static String workload(JsonNode pod) {
        JsonNode owner = pod.at("/metadata/ownerReferences/0");
        String name = owner.path("name").asString(pod.at("/metadata/name").asString(""));
        String hash = "-" + pod.at("/metadata/labels/pod-template-hash").asString("");
        return owner.path("kind").asString("").equals("ReplicaSet") && hash.length() > 1 && name.endsWith(hash)
                ? name.substring(0, name.length() - hash.length())
                : name;
    }

    private static void variable(ArrayNode environment, String name, String value) {
        environment.addObject().put("name", name).put("value", value);
    }

    private static String names(JsonNode list) {
        return list.valueStream().map(item -> "\"" + item.path("name").asString("") + "\"")
                .collect(Collectors.joining(","));
    }

    private static void putMissing(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }

    private static JsonNode read() {
        try (InputStream in = SidecarInjection.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + RESOURCE + ".");
            }
            return new JsonMapper().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
