package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.istio.IstioRelease;
import dev.twinport.practice.objects.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Istio deploys for a Gateway, named {@code GATEWAY-istio}: the parts of its {@code kube-gateway.yaml} that a pod
 * of the practice cluster has a use for. Pure.
 */
final class GatewayDeployment {

    private static final String MANAGED = "istio.io-gateway-controller";

    private final KubernetesObject gateway;
    private final String name;

    GatewayDeployment(KubernetesObject gateway) {
        this.gateway = gateway;
        this.name = GatewayServices.deployedName(gateway);
    }

    ObjectNode serviceAccount() {
        return object("v1", "ServiceAccount");
    }

    ObjectNode service() {
        ObjectNode service = object("v1", "Service");
        ObjectNode spec = service.putObject("spec");
        spec.put("ipFamilyPolicy", "PreferDualStack").put("type", "LoadBalancer");
        spec.putObject("selector").put("gateway.networking.k8s.io/gateway-name", gateway.name());
        spec.set("ports", ports(JsonNodeFactory.instance.arrayNode()));
        return service;
    }

    /**
     * The Service's ports: one for each port of the listeners. An entry that is there already stays as it is, with its
     * node port, and with its port if that had to be moved.
     */
    ArrayNode ports(JsonNode before) {
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        ports.add(port("status-port", 15_021, "TCP", before));
        List<Integer> seen = new ArrayList<>();
        for (JsonNode listener : gateway.spec().path("listeners")) {
            int number = listener.path("port").asInt(0);
            if (!seen.contains(number)) {
                seen.add(number);
                ports.add(port(listener.path("name").asString(""), number, listener.path("protocol").asString(""),
                        before));
            }
        }
        return ports;
    }

    ObjectNode deployment() {
        ObjectNode deployment = object("apps/v1", "Deployment");
        ObjectNode spec = deployment.putObject("spec").put("replicas", 1);
        spec.putObject("selector").putObject("matchLabels").put("gateway.networking.k8s.io/gateway-name",
                gateway.name());
        ObjectNode template = spec.putObject("template");
        ObjectNode metadata = template.putObject("metadata");
        metadata.putObject("annotations").put("istio.io/rev", "default").put("prometheus.io/path", "/stats/prometheus")
                .put("prometheus.io/port", "15020").put("prometheus.io/scrape", "true");
        putLabels(metadata.putObject("labels")).put("service.istio.io/canonical-name", name)
                .put("service.istio.io/canonical-revision", "latest").put("sidecar.istio.io/inject", "false");
        ObjectNode pod = template.putObject("spec").put("serviceAccountName", name);
        ObjectNode proxy = pod.putArray("containers").addObject().put("name", "istio-proxy")
                .put("image", IstioRelease.PROXY_IMAGE).put("imagePullPolicy", "IfNotPresent");
        ArrayNode args = proxy.putArray("args");
        List.of("proxy", "router", "--domain", "$(POD_NAMESPACE).svc.cluster.local", "--proxyLogLevel", "warning",
                "--proxyComponentLogLevel", "misc:error", "--log_output_level", "default:info").forEach(args::add);
        ArrayNode ports = proxy.putArray("ports");
        ports.addObject().put("containerPort", 15_020).put("name", "metrics").put("protocol", "TCP");
        ports.addObject().put("containerPort", 15_021).put("name", "status-port").put("protocol", "TCP");
        ports.addObject().put("containerPort", 15_090).put("name", "http-envoy-prom").put("protocol", "TCP");
        return deployment;
    }

    private static ObjectNode port(String name, int number, String protocol, JsonNode before) {
        return before.valueStream()
                .filter(known -> known.path("name").asString("").equals(name)
                        && known.path("targetPort").asInt(0) == number)
                .findFirst().map(known -> (ObjectNode) known.deepCopy())
                .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("name", name).put("port", number)
                        .put("targetPort", number).put("protocol", "TCP")
                        .put("appProtocol", protocol.toLowerCase(Locale.ROOT)));
    }

    private ObjectNode object(String apiVersion, String kind) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("namespace", gateway.namespace());
        putLabels(metadata.putObject("labels"));
        metadata.putArray("ownerReferences").addObject().put("apiVersion", GatewayApiKinds.GROUP + "/v1")
                .put("kind", "Gateway").put("name", gateway.name()).put("uid", gateway.uid());
        return object;
    }

    private ObjectNode putLabels(ObjectNode labels) {
        return labels.put("gateway.istio.io/managed", MANAGED)
                .put("gateway.networking.k8s.io/gateway-class-name", GatewayApi.CLASS)
                .put("gateway.networking.k8s.io/gateway-name", gateway.name());
    }
}
