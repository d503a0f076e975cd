package dev.twinport.cluster.practice;

import dev.twinport.route.KubernetesObject;
import java.util.List;
import java.util.Map;

/**
 * The port the tutorial's second route needs, as its user adds it to the ingress gateway's Service:
 *
 * <pre>
 * kubectl -n istio-system patch service istio-ingressgateway \
 *   -p '{"spec":{"ports":[{"name":"tcp-31401","port":31401,"targetPort":31401,"protocol":"TCP"}]}}'
 * </pre>
 */
final class GatewayPorts {

    /** The port that Istio's demo profile does not have. */
    static final int SECOND = 31401;

    /** Where the gateway's Service is. */
    static final String NAMESPACE = "istio-system";

    private GatewayPorts() {
    }

    /** The gateway's Service as far as that port goes: applied, it is added to those that are there. */
    static KubernetesObject withSecond() {
        Map<String, Object> port = Map.of("name", "tcp-" + SECOND, "port", SECOND, "targetPort", SECOND, "protocol",
                "TCP");
        return new KubernetesObject(Map.of("apiVersion", "v1", "kind", "Service", "metadata",
                Map.of("name", "istio-ingressgateway", "namespace", NAMESPACE), "spec",
                Map.of("ports", List.of(port))));
    }
}
