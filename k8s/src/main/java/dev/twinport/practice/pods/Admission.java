package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.PodSpecDefaults;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a real cluster adds to a pod before it runs: defaults, the node, and Istio's sidecar.
 * <p>
 * The sidecar is a native one, an init container that keeps running, as Istio adds it since Kubernetes has those.
 */
final class Admission {

    static final String PROXY_CONTAINER = "istio-proxy";

    private static final String PROXY_IMAGE = "docker.io/istio/proxyv2:1.30.0";
    private static final String INJECT = "sidecar.istio.io/inject";
    private static final String STATUS = "sidecar.istio.io/status";
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

    private Admission() {
    }

    /** Changes {@code pod} into one that is bound to {@code node}. */
    static void admit(ObjectNode pod, Map<String, String> namespaceLabels, String node) {
        ObjectNode spec = pod.withObject("/spec");
        PodSpecDefaults.add(spec);
        putMissing(spec, "serviceAccountName", "default");
        spec.put("nodeName", node);
        if (isInjected(new KubernetesObject(pod), namespaceLabels)) {
            inject(pod, spec);
        }
        pod.withObject("/status").put("qosClass", "Burstable");
    }

    private static boolean isInjected(KubernetesObject pod, Map<String, String> namespaceLabels) {
        String asked = pod.labels().getOrDefault(INJECT, pod.annotations().getOrDefault(INJECT, ""));
        String namespace = namespaceLabels.getOrDefault("istio-injection", "");
        boolean enabled = namespace.equals("enabled")
                || (namespace.isEmpty() && namespaceLabels.containsKey("istio.io/rev"));
        boolean wanted = enabled ? !asked.equals("false") : asked.equals("true") && !namespace.equals("disabled");
        return wanted && !pod.annotations().containsKey(STATUS) && !pod.spec().path("hostNetwork").asBoolean(false);
    }

    private static void inject(ObjectNode pod, ObjectNode spec) {
        ObjectNode annotations = pod.withObject("/metadata/annotations");
        putMissing(annotations, DEFAULT_CONTAINER, spec.at("/containers/0/name").asString(""));
        annotations.put(STATUS, "{\"initContainers\":[\"istio-proxy\"],\"containers\":null,\"revision\":\"default\"}");
        ObjectNode labels = pod.withObject("/metadata/labels");
        labels.put("security.istio.io/tlsMode", "istio");
        putMissing(labels, "service.istio.io/canonical-name",
                labels.path("app").asString(pod.at("/metadata/name").asString("")));
        putMissing(labels, "service.istio.io/canonical-revision", labels.path("version").asString("latest"));
        ObjectNode proxy = spec.withArray("/initContainers").addObject().put("name", PROXY_CONTAINER)
                .put("image", PROXY_IMAGE).put("imagePullPolicy", "IfNotPresent").put("restartPolicy", "Always");
        proxy.putArray("args").add("proxy").add("sidecar").add("--domain").add("$(POD_NAMESPACE).svc.cluster.local");
        proxy.putArray("ports").addObject().put("name", "http-envoy-prom").put("containerPort", 15090).put("protocol",
                "TCP");
    }

    private static void putMissing(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }
}
