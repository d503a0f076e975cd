package dev.twinport.benchmark;

import dev.twinport.cluster.Vantage;
import dev.twinport.entry.EntryResolver;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Route;
import dev.twinport.route.RouteReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Routes and their entries out of a large cluster's objects, and out of a tutorial's worth of them: no input or output,
 * so that work which grows with the square of the objects shows.
 */
final class RouteReading {

    private static final int RUNS = 9;
    private static final int PORTS = 10;
    private static final int PODS = 20;
    private static final YAMLMapper YAML = new YAMLMapper();

    private RouteReading() {
    }

    static String measure() throws IOException {
        StringBuilder text = new StringBuilder("Routes and entries read out of objects in memory\n");
        for (int namespaces : new int[] { 1, 5, 50 }) {
            List<KubernetesObject> objects = objects(namespaces);
            List<Double> runs = new ArrayList<>();
            int routes = 0;
            for (int run = -RUNS; run < RUNS; run++) {
                long begun = System.nanoTime();
                Inventory inventory = new Inventory(objects, Map.of());
                List<Route> read = RouteReader.read(inventory);
                routes = read.size();
                for (Route route : read) {
                    if (EntryResolver.resolve(route, inventory, Vantage.OUTSIDE).entry().isEmpty()
                            || route.pods().size() != PODS / 2) {
                        throw new IOException("not read whole: " + route);
                    }
                }
                if (run >= 0) {
                    runs.add((System.nanoTime() - begun) / 1e6);
                }
            }
            text.append(Sample.of("%d routes, %d namespaces, %d pods".formatted(routes, namespaces, namespaces * PODS),
                    "ms", runs)).append('\n');
        }
        return text.toString();
    }

    private static List<KubernetesObject> objects(int namespaces) throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        StringBuilder ports = new StringBuilder();
        for (int n = 0; n < namespaces; n++) {
            for (int i = 0; i < PORTS; i++) {
                ports.append("    - {name: tcp-%1$d, port: %1$d, targetPort: %1$d}\n".formatted(port(n, i)));
            }
            read(ofNamespace(n), objects);
        }
        read("""
                apiVersion: v1
                kind: Service
                metadata: {name: istio-ingressgateway, namespace: istio-system}
                spec:
                  type: LoadBalancer
                  selector: {istio: ingressgateway}
                  ports:
                %sstatus: {loadBalancer: {ingress: [{ip: 203.0.113.10}]}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: istio-ingressgateway, namespace: istio-system, labels: {istio: ingressgateway}}
                spec: {containers: [{name: istio-proxy}]}
                status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
                """.formatted(ports), objects);
        return objects;
    }

    private static int port(int namespace, int i) {
        return 20_000 + namespace * PORTS + i;
    }

    private static String ofNamespace(int n) {
        StringBuilder servers = new StringBuilder();
        StringBuilder matches = new StringBuilder();
        StringBuilder pods = new StringBuilder();
        for (int port : IntStream.range(0, PORTS).map(i -> port(n, i)).toArray()) {
            servers.append("    - {port: {number: %d, name: tcp, protocol: TCP}, hosts: [\"*\"]}\n".formatted(port));
            matches.append("    - {match: [{port: %d}], ".formatted(port)).append(
                    "route: [{destination: {host: echo, subset: v%d, port: {number: 3333}}}]}\n".formatted(port % 2));
        }
        for (int i = 0; i < PODS; i++) {
            pods.append(
                    """
                            ---
                            apiVersion: v1
                            kind: Pod
                            metadata: {name: echo-%1$d, namespace: team-%2$d, uid: %2$d-%1$d, labels: {app: echo, version: v%3$d}}
                            spec: {containers: [{name: echo, ports: [{containerPort: 1025}]}, {name: istio-proxy}]}
                            status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
                            """
                            .formatted(i, n, i % 2));
        }
        return """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: echo, namespace: team-%1$d}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                %2$s---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: echo, namespace: team-%1$d}
                spec:
                  hosts: ["*"]
                  gateways: [echo]
                  tcp:
                %3$s---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: echo, namespace: team-%1$d}
                spec: {host: echo, subsets: [{name: v0, labels: {version: v0}}, {name: v1, labels: {version: v1}}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: echo, namespace: team-%1$d}
                spec: {selector: {app: echo}, ports: [{port: 3333, targetPort: 1025}]}
                %4$s""".formatted(n, servers, matches, pods);
    }

    private static void read(String yaml, List<KubernetesObject> into) throws IOException {
        try (MappingIterator<Map<String, Object>> documents = YAML.readerFor(new TypeReference<Map<String, Object>>() {
        }).readValues(yaml)) {
            documents.forEachRemaining(content -> into.add(new KubernetesObject(content)));
        }
    }
}
