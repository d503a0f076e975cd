package dev.twinport.benchmark;

import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The practice cluster in this process: how long a start takes, and two Deployments of 500 pods each, from
 * {@code kubectl apply} to the last one ready. Memory, threads and open files before and after. Then the same once
 * more, before the eyes of ten watches.
 */
final class ManyPods {

    private static final int STARTS = 9;
    private static final int GETS = 5;
    private static final int REPLICAS = 500;

    private ManyPods() {
    }

    static String measure() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("twinport-benchmark");
        StringBuilder text = new StringBuilder("The practice cluster in this process\n");
        List<Double> starts = new ArrayList<>();
        for (int run = -1; run < STARTS; run++) {
            long begun = System.nanoTime();
            try (PracticeCluster cluster = start(directory)) {
                double millis = (System.nanoTime() - begun) / 1e6;
                if (run < 0) {
                    text.append(String.format(Locale.ROOT, "  %-44s        %9.1f ms%n", "start, cold", millis));
                } else {
                    starts.add(millis);
                }
                cluster.notices();
            }
        }
        text.append(Sample.of("start, warm", "ms", starts)).append('\n');
        try (PracticeCluster cluster = start(directory)) {
            text.append("  before: ").append(footprint()).append('\n');
            String kubeconfig = cluster.kubeconfig().toString();
            Path manifest = Files.writeString(directory.resolve("many.yaml"), deployment("one") + deployment("two"));
            long begun = System.nanoTime();
            kubectl(kubeconfig, "apply", "-f", manifest.toString());
            kubectl(kubeconfig, "rollout", "status", "deployment/one", "--timeout=120s");
            kubectl(kubeconfig, "rollout", "status", "deployment/two", "--timeout=120s");
            text.append(String.format(Locale.ROOT, "  %-44s        %9.1f ms%n", "kubectl apply to 1,000 pods ready",
                    (System.nanoTime() - begun) / 1e6));
            text.append("  with 1,000 pods: ").append(footprint()).append('\n');
            List<Double> gets = new ArrayList<>();
            for (int run = 0; run < GETS; run++) {
                begun = System.nanoTime();
                kubectl(kubeconfig, "get", "pods", "-A");
                gets.add((System.nanoTime() - begun) / 1e6);
            }
            text.append(Sample.of("kubectl get pods -A", "ms", gets)).append('\n');
            begun = System.nanoTime();
            scale(kubeconfig, 0);
            while (!kubectl(kubeconfig, "get", "pods", "-l", "app=many", "-o", "name").isEmpty()) {
                Thread.onSpinWait();
            }
            text.append(String.format(Locale.ROOT, "  %-44s        %9.1f ms%n", "kubectl scale to 0 pods left",
                    (System.nanoTime() - begun) / 1e6));
            text.append("  after: ").append(footprint()).append('\n');
            text.append(watched(kubeconfig));
            Files.delete(manifest);
        }
        Files.delete(directory);
        return text.toString();
    }

    private static String watched(String kubeconfig) throws IOException, InterruptedException {
        String[] access = kubectl(kubeconfig, "config", "view", "--raw", "-o",
                "jsonpath={.clusters[0].cluster.server} {.users[0].user.token} {.clusters[0].cluster.certificate-authority-data}")
                        .split(" ");
        try (WatchFanOut watches = new WatchFanOut(access[0], access[1], access[2], "labelSelector=app%3Dmany")) {
            return watches.untilReady(2 * REPLICAS, () -> scale(kubeconfig, REPLICAS))
                    + watches.untilLabelled("default") + watches.untilGone(2 * REPLICAS, () -> scale(kubeconfig, 0));
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }

    private static void scale(String kubeconfig, int replicas) throws IOException, InterruptedException {
        kubectl(kubeconfig, "scale", "deployment/one", "deployment/two", "--replicas=" + replicas);
    }

    private static PracticeCluster start(Path directory) throws IOException {
        PracticeCluster cluster = new PracticeCluster(new PracticeSettings(directory, 0, Clock.systemUTC()));
        cluster.start();
        return cluster;
    }

    private static String footprint() throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        String resident = "";
        String files = "";
        Path own = Path.of("/proc/self");
        if (Files.isDirectory(own)) {
            resident = Files.readAllLines(own.resolve("status")).stream().filter(line -> line.startsWith("VmRSS"))
                    .map(line -> line.replaceAll("\\s+", " ")).findFirst().orElse("");
            try (Stream<Path> open = Files.list(own.resolve("fd"))) {
                files = open.count() + " open files";
            }
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return "heap %d MiB after collection, %s, %d threads, %s".formatted(heap, resident, threads, files);
    }

    static String deployment(String name) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  replicas: %2$d
                  selector:
                    matchLabels: {app: many, name: %1$s}
                  template:
                    metadata:
                      labels: {app: many, name: %1$s}
                    spec:
                      containers:
                        - name: echo
                          image: twinport/echo-server:0.1.0
                ---
                """.formatted(name, REPLICAS);
    }

    private static String kubectl(String kubeconfig, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + output);
        }
        return output;
    }
}
