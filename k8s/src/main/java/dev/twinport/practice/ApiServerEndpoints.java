package dev.twinport.practice;

import dev.twinport.practice.controllers.EndpointSliceController;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.net.URI;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where the Service {@code kubernetes} leads: the API server writes that itself, as its Service selects no pods. */
final class ApiServerEndpoints {

    private static final String NAME = "kubernetes";
    private static final String NAMESPACE = "default";

    private ApiServerEndpoints() {
    }

    /** Writes them, in both forms. */
    static void publish(Store store, URI server) {
        ObjectNode endpoints = object("v1", "Endpoints");
        endpoints.withObject("/metadata/labels").put("endpointslice.kubernetes.io/skip-mirror", "true");
        ObjectNode subset = endpoints.putArray("subsets").addObject();
        subset.putArray("addresses").addObject().put("ip", server.getHost());
        subset.putArray("ports").addObject().put("name", "https").put("port", server.getPort()).put("protocol", "TCP");
        store.create(new ResourceKey(ResourceKinds.ENDPOINTS, NAMESPACE, NAME), endpoints);

        ObjectNode slice = object("discovery.k8s.io/v1", "EndpointSlice").put("addressType", "IPv4");
        slice.withObject("/metadata/labels").put(EndpointSliceController.SERVICE_LABEL, NAME);
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(server.getHost());
        endpoint.putObject("conditions").put("ready", true);
        slice.putArray("ports").addObject().put("name", "https").put("port", server.getPort()).put("protocol", "TCP");
        store.create(new ResourceKey(ResourceKinds.ENDPOINT_SLICE, NAMESPACE, NAME), slice);
    }

    private static ObjectNode object(String apiVersion, String kind) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", NAME).put("namespace", NAMESPACE);
        return object;
    }
}
