package dev.twinport.practice.gatewayapi;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The Services in front of a Gateway's pods: those its {@code addresses} name, or the one that is deployed for it.
 *
 * @param gateway
 *            the Gateway
 * @param hosts
 *            the Services' full names
 */
record GatewayServices(KubernetesObject gateway, List<String> hosts) {

    static GatewayServices of(KubernetesObject gateway) {
        List<String> named = gateway.spec().path("addresses").valueStream()
                .filter(address -> address.path("type").asString("").equals("Hostname"))
                .map(address -> address.path("value").asString(""))
                .map(value -> value.contains(".") ? value : GatewayApi.host(value, gateway.namespace())).toList();
        return new GatewayServices(gateway,
                named.isEmpty() ? List.of(GatewayApi.host(deployedName(gateway), gateway.namespace())) : named);
    }

    /** The name of what is deployed for a Gateway. */
    static String deployedName(KubernetesObject gateway) {
        return gateway.name() + "-" + GatewayApi.CLASS;
    }

    /** Whether the Gateway leaves it to Istio to deploy pods for it. */
    static boolean isDeployed(KubernetesObject gateway) {
        return gateway.spec().path("addresses").valueStream()
                .noneMatch(address -> address.path("type").asString("").equals("Hostname"));
    }

    /** {@code namespace/name} of each that counts: a Gateway is only of the pods of Services in its own namespace. */
    List<String> names() {
        return hosts.stream().map(host -> host.split("\\."))
                .filter(parts -> parts.length > 1 && parts[1].equals(gateway.namespace()))
                .map(parts -> parts[1] + "/" + parts[0]).toList();
    }

    /**
     * What came of assigning the listeners' ports to the Services.
     *
     * @param assigned
     *            {@code host:port} of those that are there
     * @param warnings
     *            what is missing, in istiod's words
     * @param pending
     *            whether an address is awaited
     * @param addresses
     *            addresses of the load balancers: type and value
     */
    record Assignment(List<String> assigned, List<String> warnings, boolean pending, List<Address> addresses) {
    }

    /** An address of the Gateway's status. */
    record Address(String type, String value) {
    }

    Assignment assign(List<KubernetesObject> services) {
        List<String> assigned = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        boolean pending = false;
        for (String host : hosts) {
            Optional<KubernetesObject> service = services.stream()
                    .filter(candidate -> GatewayApi.host(candidate.name(), candidate.namespace()).equals(host))
                    .findFirst();
            if (service.isEmpty()) {
                warnings.add("hostname \"%s\" not found".formatted(host));
                continue;
            }
            if (!service.get().namespace().equals(gateway.namespace())) {
                warnings.add("hostname \"%s\" not found in namespace \"%s\", but it was found in namespace(s) \"%s\""
                        .formatted(host, gateway.namespace(), service.get().namespace()));
                continue;
            }
            for (JsonNode listener : gateway.spec().path("listeners")) {
                int port = listener.path("port").asInt(0);
                if (service.get().spec().path("ports").valueStream().anyMatch(entry -> leadsTo(entry, port))) {
                    assigned.add(host + ":" + port);
                } else {
                    warnings.add("port %s not found for hostname \"%s\"".formatted(port, host));
                }
            }
            if (service.get().spec().path("type").asString("").equals("LoadBalancer")) {
                JsonNode ingress = service.get().status().at("/loadBalancer/ingress");
                if (ingress.isEmpty()) {
                    pending = true;
                    warnings.add("address pending for hostname \"%s\"".formatted(host));
                }
                ingress.forEach(
                        entry -> addresses.add(entry.has("ip") ? new Address("IPAddress", entry.path("ip").asString(""))
                                : new Address("Hostname", entry.path("hostname").asString(""))));
            } else {
                addresses.add(new Address("Hostname", host));
            }
        }
        return new Assignment(assigned.stream().distinct().toList(), warnings, pending, addresses);
    }

    /** A port that had to be moved still leads to the listener's. */
    private static boolean leadsTo(JsonNode entry, int port) {
        return entry.path("port").asInt(0) == port || entry.path("targetPort").asInt(0) == port;
    }
}
