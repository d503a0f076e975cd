package dev.twinport.benchmark;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.cluster.fabric8.Fabric8Cluster;
import dev.twinport.proof.Outcome;
import dev.twinport.session.Plan;
import dev.twinport.session.RouteResult;
import dev.twinport.session.SessionSettings;
import dev.twinport.session.Verification;
import dev.twinport.session.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every route of a cluster verified once, from this process against a practice cluster in another: two routes, then 500
 * more in 50 namespaces with 1,000 pods. How long it takes, what is asked of the API server, and the most memory.
 */
final class ManyNamespaces {

    private static final int RUNS = 3;
    private static final int NAMESPACES = 50;
    private static final int PORTS = 10;
    private static final int REPLICAS = 10;
    private static final int FIRST_PORT = 21_000;
    private static final int AT_ONCE = 5;

    private ManyNamespaces() {
    }

    static String measure() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("All routes of a cluster verified once\n");
        try (ManyRoutes.Practice practice = ManyRoutes.Practice.start()) {
            verify(practice.kubeconfig(), text, false);
            verify(practice.kubeconfig(), text, true);
            for (int first = 0; first < NAMESPACES; first += AT_ONCE) {
                practice.add(IntStream.range(first, first + AT_ONCE).mapToObj(ManyNamespaces::ofNamespace)
                        .collect(Collectors.joining()));
            }
            for (int n = 0; n < NAMESPACES; n++) {
                practice.kubectl("-n", "team-" + n, "rollout", "status", "deployment/v0", "--timeout=180s");
                practice.kubectl("-n", "team-" + n, "rollout", "status", "deployment/v1", "--timeout=180s");
            }
            practice.kubectl("-n", "istio-system", "patch", "service", "istio-ingressgateway", "--type=json", "-p",
                    ports());
            verify(practice.kubeconfig(), text, true);
        }
        return text.toString();
    }

    private static void verify(String kubeconfig, StringBuilder text, boolean told)
            throws IOException, InterruptedException {
        List<Double> runs = new ArrayList<>();
        String found = "";
        for (int run = 0; run < RUNS; run++) {
            ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
            long begun = System.nanoTime();
            try (Cluster cluster = Fabric8Cluster.openPractice(
                    new KubeconfigChoice(Optional.of(Path.of(kubeconfig)), Optional.empty(), Optional.empty()));
                    Workspace workspace = new Workspace(cluster, Scope.ALL,
                            SessionSettings.DEFAULT.withTimeout(Duration.ofSeconds(20)), Clock.systemUTC())) {
                workspace.read();
                Verification verification = new Verification(workspace, _ -> true, Plan.ONCE);
                verification.run((_, _) -> {
                });
                runs.add((System.nanoTime() - begun) / 1e6);
                found = found(verification.results(), cluster);
            } catch (ClusterException e) {
                throw new IOException(e);
            }
        }
        if (told) {
            text.append(Sample.of(found.substring(0, found.indexOf('\n')), "ms", runs))
                    .append(found, found.indexOf('\n'), found.length()).append('\n');
        }
    }

    private static String found(List<RouteResult> results, Cluster cluster) {
        long proven = results.stream().filter(result -> result.tally().count(Outcome.PROVEN) == 1).count();
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return String.format(Locale.ROOT, "%d of %d routes proven%n    %d requests: %s%n    heap at most %d MiB",
                proven, results.size(), cluster.requests().values().stream().mapToLong(Long::longValue).sum(),
                cluster.requests(), peak >> 20);
    }

    private static String ports() {
        return IntStream.range(FIRST_PORT, FIRST_PORT + NAMESPACES * PORTS).mapToObj(
                """
                        {"op":"add","path":"/spec/ports/-","value":{"name":"tcp-%1$d","port":%1$d,"targetPort":%1$d}}"""::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String ofNamespace(int n) {
        StringBuilder servers = new StringBuilder();
        StringBuilder matches = new StringBuilder();
        for (int port : IntStream.range(0, PORTS).map(i -> FIRST_PORT + n * PORTS + i).toArray()) {
            servers.append(
                    "    - {port: {number: %1$d, name: tcp-%1$d, protocol: TCP}, hosts: [\"*\"]}\n".formatted(port));
            matches.append("    - {match: [{port: %d}], ".formatted(port)).append(
                    "route: [{destination: {host: echo, subset: v%d, port: {number: 3333}}}]}\n".formatted(port % 2));
        }
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: team-%1$d}
                ---
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
                spec: {selector: {app: echo}, ports: [{name: tcp-echo, port: 3333, targetPort: 1025}]}
                ---
                """.formatted(n, servers, matches) + deployment(n, "v0") + deployment(n, "v1");
    }

    private static String deployment(int n, String version) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %2$s, namespace: team-%1$d}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: echo, version: %2$s}}
                  template:
                    metadata: {labels: {app: echo, version: %2$s}}
                    spec:
                      containers:
                        - name: echo
                          image: twinport/echo-server:0.1.0
                ---
                """.formatted(n, version, REPLICAS);
    }
}
