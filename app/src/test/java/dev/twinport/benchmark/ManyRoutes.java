package dev.twinport.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The practice cluster as its user starts it: how long until its kubeconfig is printed, and {@code twinport verify} of
 * two routes, then of two hundred more beside a thousand pods of others.
 */
final class ManyRoutes {

    private static final String TWINPORT = Path.of("target/twinport/bin/twinport").toAbsolutePath().toString();
    private static final int STARTS = 5;
    private static final int RUNS = 5;
    private static final int ROUTES = 200;
    private static final int FIRST_PORT = 21_000;

    private ManyRoutes() {
    }

    static String measure() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("The practice cluster as a process of its own\n");
        List<Double> starts = new ArrayList<>();
        for (int run = 0; run < STARTS; run++) {
            long begun = System.nanoTime();
            try (Practice practice = Practice.start()) {
                starts.add((System.nanoTime() - begun) / 1e6);
                practice.kubectl("version");
            }
        }
        text.append(Sample.of("start to kubeconfig printed, tutorial ready", "ms", starts)).append('\n');
        try (Practice practice = Practice.start()) {
            text.append(practice.verified("twinport verify, 2 routes")).append('\n');
            practice.add(ManyPods.deployment("one") + ManyPods.deployment("two"));
            practice.kubectl("rollout", "status", "deployment/one", "--timeout=180s");
            practice.kubectl("rollout", "status", "deployment/two", "--timeout=180s");
            text.append(practice.verified("the same beside 1,000 pods")).append('\n');
            practice.add(routes());
            practice.kubectl("-n", "istio-system", "patch", "service", "istio-ingressgateway", "--type=json", "-p",
                    ports());
            text.append(practice.verified("twinport verify, 202 routes, 1,000 pods")).append('\n');
            List<Double> gets = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                practice.kubectl("get", "pods", "-A");
                gets.add((System.nanoTime() - begun) / 1e6);
            }
            text.append(Sample.of("kubectl get pods -A, 1,000 pods", "ms", gets)).append('\n');
            text.append("  ").append(practice.memory()).append('\n');
        }
        return text.toString();
    }

    private static String routes() {
        String servers = each("""
                  - port: {number: %1$d, name: tcp-%1$d, protocol: TCP}
                    hosts: ["*"]
                """);
        String matches = IntStream.range(FIRST_PORT, FIRST_PORT + ROUTES)
                .mapToObj(
                        port -> """
                                  - match: [{port: %d}]
                                    route: [{destination: {host: tcp-echo.default.svc.cluster.local, subset: v%d, port: {number: 3333}}}]
                                """
                                .formatted(port, port % 2 + 1))
                .collect(Collectors.joining());
        return """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: many}
                spec:
                  selector: {istio: ingressgateway}
                  servers:
                %s---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: many}
                spec:
                  hosts: ["*"]
                  gateways: [many]
                  tcp:
                %s""".formatted(servers, matches);
    }

    private static String ports() {
        return IntStream.range(FIRST_PORT, FIRST_PORT + ROUTES).mapToObj(
                """
                        {"op":"add","path":"/spec/ports/-","value":{"name":"tcp-%1$d","port":%1$d,"targetPort":%1$d}}"""::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String each(String text) {
        return IntStream.range(FIRST_PORT, FIRST_PORT + ROUTES).mapToObj(text::formatted).collect(Collectors.joining());
    }

    /** A practice cluster that runs as {@code twinport practice}. */
    record Practice(Process process, String kubeconfig) implements AutoCloseable {

        static Practice start() throws IOException {
            Process process = new ProcessBuilder(TWINPORT, "practice").redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String kubeconfig = output.readLine();
            if (kubeconfig == null || !Files.isReadable(Path.of(kubeconfig))) {
                process.destroy();
                throw new IOException("the practice cluster did not start: " + kubeconfig);
            }
            return new Practice(process, kubeconfig);
        }

        Sample verified(String what) throws IOException, InterruptedException {
            List<Double> runs = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                run(List.of(TWINPORT, "verify", "-q", "--kubeconfig", kubeconfig));
                runs.add((System.nanoTime() - begun) / 1e6);
            }
            return Sample.of(what, "ms", runs);
        }

        void add(String manifests) throws IOException, InterruptedException {
            Path file = Files.createTempFile("twinport-benchmark", ".yaml");
            try {
                Files.writeString(file, manifests);
                kubectl("apply", "-f", file.toString());
            } finally {
                Files.delete(file);
            }
        }

        String kubectl(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig));
            command.addAll(List.of(arguments));
            return run(command);
        }

        /** What the system counts for the cluster's process; nothing where it does not say. */
        String memory() throws IOException {
            Path status = Path.of("/proc/%d/status".formatted(process.pid()));
            if (!Files.isReadable(status)) {
                return "";
            }
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
                    .map(line -> line.replaceAll("\\s+", " ")).collect(Collectors.joining(", "))
                    .toLowerCase(Locale.ROOT);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }

        private static String run(List<String> command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ":\n" + output);
            }
            return output;
        }
    }
}
