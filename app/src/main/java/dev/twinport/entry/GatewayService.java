package dev.twinport.entry;

import dev.twinport.message.Message;
import dev.twinport.route.KubernetesObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A Service in front of gateway pods, asked for one Gateway server's port.
 *
 * @param service
 *            the whole Service
 * @param port
 *            its port that leads to the server; empty when none does
 */
record GatewayService(KubernetesObject service, Optional<KubernetesObject> port) {

    /**
     * Which port of the Service leads to the server. A Gateway's port number is the port the proxy listens on, so a
     * target port decides; a Service port of that number counts as well, since Istio then listens on its target.
     *
     * @param pod
     *            one of the gateway's pods, which knows its ports by name
     */
    static GatewayService of(KubernetesObject service, Optional<KubernetesObject> pod, int serverPort) {
        ToIntFunction<KubernetesObject> fit = candidate -> {
            boolean target = targetPort(candidate, pod) == serverPort;
            boolean number = candidate.number("port").orElse(0) == serverPort;
            return (target ? 2 : 0) + (number ? 1 : 0);
        };
        return new GatewayService(service,
                service.items("spec", "ports").stream()
                        .filter(candidate -> candidate.text("protocol").orElse("TCP").equals("TCP"))
                        .filter(candidate -> fit.applyAsInt(candidate) > 0).max(Comparator.comparingInt(fit)));
    }

    private static int targetPort(KubernetesObject port, Optional<KubernetesObject> pod) {
        Optional<String> named = port.text("targetPort").filter(name -> port.number("targetPort").isEmpty());
        if (named.isPresent()) {
            return pod.flatMap(one -> one.items("spec", "containers").stream()
                    .flatMap(container -> container.items("ports").stream())
                    .filter(candidate -> candidate.text("name").equals(named))
                    .flatMap(candidate -> candidate.number("containerPort").stream()).findFirst()).orElse(0);
        }
        return port.number("targetPort").or(() -> port.number("port")).orElse(0);
    }

    String path() {
        return service.objectName().path();
    }

    String type() {
        return service.text("spec", "type").orElse("ClusterIP");
    }

    /** Whether an address of the load balancer is still to come. */
    boolean isPending() {
        return type().equals("LoadBalancer") && service.items("status", "loadBalancer", "ingress").isEmpty();
    }

    /**
     * The Service's own addresses, which lead to its port number from inside the cluster only; a headless one has none.
     */
    List<Entry> clusterAddresses(int dialled) {
        Stream<String> addresses = Stream.concat(service.text("spec", "clusterIP").stream(),
                service.texts("spec", "clusterIPs").stream());
        return addresses.filter(address -> !address.isEmpty() && !address.equals("None")).distinct()
                .map(address -> new Entry(address, dialled, Entry.Kind.CLUSTER_ADDRESS,
                        Message.of("entry.clusterAddress", path())))
                .toList();
    }

    /** Addresses that lead to the Service's own port number: load balancer first, then external IPs. */
    List<Entry> addresses(int dialled) {
        List<Entry> entries = new ArrayList<>();
        List<KubernetesObject> ingress = service.items("status", "loadBalancer", "ingress");
        ingress.forEach(one -> one.text("ip").ifPresent(address -> entries.add(new Entry(address, dialled,
                Entry.Kind.LOAD_BALANCER_ADDRESS, Message.of("entry.loadBalancerAddress", path())))));
        ingress.forEach(one -> one.text("hostname").ifPresent(name -> entries.add(new Entry(name, dialled,
                Entry.Kind.LOAD_BALANCER_HOSTNAME, Message.of("entry.loadBalancerHostname", path())))));
        service.texts("spec", "externalIPs").forEach(address -> entries.add(
                new Entry(address, dialled, Entry.Kind.EXTERNAL_ADDRESS, Message.of("entry.externalAddress", path()))));
        return entries;
    }

    /**
     * Entries by node port, where the Service has one.
     *
     * @param nodes
     *            all nodes
     * @param home
     *            names of the nodes gateway pods run on: tried first, and alone where the Service wants it so
     */
    List<Entry> nodePorts(List<KubernetesObject> nodes, List<String> home) {
        int nodePort = port.flatMap(one -> one.number("nodePort")).orElse(0);
        if (nodePort == 0) {
            return List.of();
        }
        boolean homeOnly = service.text("spec", "externalTrafficPolicy").filter("Local"::equals).isPresent();
        Stream<KubernetesObject> away = homeOnly ? Stream.empty()
                : nodes.stream().filter(node -> !home.contains(node.name()));
        return Stream.concat(nodes.stream().filter(node -> home.contains(node.name())), away)
                .flatMap(
                        node -> Stream.of("ExternalIP", "InternalIP")
                                .flatMap(kind -> node.items("status", "addresses").stream()
                                        .filter(address -> address.text("type").filter(kind::equals).isPresent())
                                        .flatMap(address -> address.text("address").stream())
                                        .map(address -> new Entry(address, nodePort, Entry.Kind.NODE_PORT,
                                                Message.of("entry.nodePort", path(), nodePort, node.name(), kind)))))
                .toList();
    }
}
