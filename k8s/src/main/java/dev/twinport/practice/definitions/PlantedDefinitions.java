package dev.twinport.practice.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The definitions every practice cluster has from the beginning: Istio's, and those of the Gateway API. */
public final class PlantedDefinitions {

    /** Each is the name of a resource of this package, and of the definition. */
    private static final List<String> NAMES = List.of("gateways.networking.istio.io",
            "virtualservices.networking.istio.io", "destinationrules.networking.istio.io",
            "peerauthentications.security.istio.io", "authorizationpolicies.security.istio.io",
            "gatewayclasses.gateway.networking.k8s.io", "gateways.gateway.networking.k8s.io",
            "tcproutes.gateway.networking.k8s.io", "referencegrants.gateway.networking.k8s.io");

    private PlantedDefinitions() {
    }

    /** Reads them; each call makes trees of its own. */
    public static List<ObjectNode> read() {
        JsonMapper json = new JsonMapper();
        return NAMES.stream().map(name -> read(json, name + ".json")).toList();
    }

    private static ObjectNode read(JsonMapper json, String resource) {
        try (InputStream in = PlantedDefinitions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + resource + ".");
            }
            return (ObjectNode) json.readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
