package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A gateway pod, and the ports of it that can be reached from outside: those the LoadBalancer Services in front of it
 * lead to.
 *
 * @param pod
 *            a ready pod that runs Istio's proxy as a gateway ({@code proxy router})
 * @param services
 *            the LoadBalancer Services that select it, the oldest first
 */
record GatewayWorkload(KubernetesObject pod, List<KubernetesObject> services) {

    /** A port of a Service in front of the pod. */
    record Way(KubernetesObject service, int port, int podPort) {
    }

    static List<GatewayWorkload> all(MeshSnapshot snapshot) {
        List<GatewayWorkload> workloads = new ArrayList<>();
        for (KubernetesObject pod : snapshot.pods()) {
            if (isGateway(pod) && pod.isReady()) {
                workloads.add(new GatewayWorkload(pod,
                        snapshot.services().stream().filter(service -> isInFront(service, pod)).toList()));
            }
        }
        return workloads;
    }

    String address() {
        return pod.status().path("podIP").asString("");
    }

    /** The Service ports in front of the pod. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (KubernetesObject service : services) {
            for (JsonNode port : service.spec().path("ports")) {
                int number = port.path("port").asInt(0);
                ways.add(new Way(service, number, ServicePort.podPort(port, List.of(pod)).orElse(number)));
            }
        }
        return ways;
    }

    /**
     * The pod's port that a Gateway server's number means: a Service's port of that number leads to it (80 to 8080), or
     * else it is the pod's own (Istio's {@code GatewayPort} translation in {@code pilot/pkg/model/gateway.go}).
     */
    int podPort(int serverPort) {
        return ways().stream().filter(way -> way.port() == serverPort).mapToInt(Way::podPort).findFirst()
                .orElse(serverPort);
    }

    private static boolean isInFront(KubernetesObject service, KubernetesObject pod) {
        LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
        return service.spec().path("type").asString("").equals("LoadBalancer")
                && service.namespace().equals(pod.namespace()) && !selector.isEmpty() && selector.matches(pod.labels());
    }

    private static boolean isGateway(KubernetesObject pod) {
        return pod.spec().path("containers").valueStream().anyMatch(container -> container.path("args").valueStream()
                .anyMatch(argument -> argument.asString("").equals("router")));
    }
}
