package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import dev.twinport.practice.objects.ServicePort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A gateway pod, and the ports of it that can be reached from outside.
 *
 * @param pod
 *            a pod that runs Istio's proxy as a gateway ({@code proxy router}) and is not about to end
 * @param ready
 *            whether Services lead to it
 * @param services
 *            the Services of its namespace that select it, the oldest first
 */
record GatewayWorkload(KubernetesObject pod, boolean ready, List<KubernetesObject> services) {

    /**
     * A port of a Service in front of the pod, as it is reached from outside.
     *
     * @param port
     *            the number to dial
     * @param node
     *            whether it is a node port; otherwise it is the load balancer's
     */
    record Way(KubernetesObject service, int port, boolean node, int podPort) {
    }

    static List<GatewayWorkload> all(MeshSnapshot snapshot) {
        List<GatewayWorkload> workloads = new ArrayList<>();
        for (KubernetesObject pod : snapshot.pods()) {
            if (isGateway(pod) && !pod.isBeingDeleted()) {
                workloads.add(new GatewayWorkload(pod, pod.isReady(),
                        snapshot.services().stream().filter(service -> isInFront(service, pod)).toList()));
            }
        }
        return workloads;
    }

    /**
     * Whether a Gateway is about the pod: its selector matches the pod's labels or, for one that was made of the
     * Gateway API's, one of its Services selects the pod.
     */
    boolean isSelectedBy(KubernetesObject gateway) {
        JsonNode named = gateway.spec().path("services");
        if (named.isArray()) {
            return named.valueStream().anyMatch(name -> services.stream()
                    .anyMatch(service -> ObjectName.of(service).toString().equals(name.asString(""))));
        }
        return LabelSelector.ofMap(gateway.spec().path("selector")).matches(pod.labels());
    }

    String address() {
        return pod.status().path("podIP").asString("");
    }

    /**
     * The numbers that lead to the pod from outside: node ports, which every node has, and the ports of load balancers
     * that have an address already.
     */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (KubernetesObject service : services) {
            for (JsonNode port : service.spec().path("ports")) {
                int number = port.path("port").asInt(0);
                int podPort = ServicePort.podPort(port, List.of(pod)).orElse(number);
                if (isLoadBalancer(service) && !service.status().at("/loadBalancer/ingress").isEmpty()) {
                    ways.add(new Way(service, number, false, podPort));
                }
                int nodePort = port.path("nodePort").asInt(0);
                if (nodePort > 0 && !service.spec().path("type").asString("").equals("ClusterIP")) {
                    ways.add(new Way(service, nodePort, true, podPort));
                }
            }
        }
        return ways;
    }

    /**
     * The pod's ports that the numbers of Gateway servers mean: a Service's port of that number leads to it (80 to
     * 8080), or else it is the pod's own (Istio's {@code GatewayPort} translation in
     * {@code pilot/pkg/model/gateway.go}).
     */
    Map<Integer, Integer> podPorts() {
        Map<Integer, Integer> ports = new HashMap<>();
        for (KubernetesObject service : services) {
            for (JsonNode port : service.spec().path("ports")) {
                int number = port.path("port").asInt(0);
                ports.putIfAbsent(number, ServicePort.podPort(port, List.of(pod)).orElse(number));
            }
        }
        return ports;
    }

    private static boolean isGateway(KubernetesObject pod) {
        return pod.spec().path("containers").valueStream().anyMatch(container -> container.path("args").valueStream()
                .anyMatch(argument -> argument.asString("").equals("router")));
    }

    private static boolean isLoadBalancer(KubernetesObject service) {
        return service.spec().path("type").asString("").equals("LoadBalancer");
    }

    private static boolean isInFront(KubernetesObject service, KubernetesObject pod) {
        LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
        return service.namespace().equals(pod.namespace()) && !selector.isEmpty() && selector.matches(pod.labels());
    }
}
