package dev.twinport.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole verification as a process, from its start to its exit. The peer is a shell script with kubectl, nc and grep
 * that checks the same, against the same running practice cluster and, where {@code KUBECONFIG} names one that has the
 * tutorial's objects, against that; the runs alternate.
 */
final class WholeProcess {

    private static final int RUNS = 9;
    private static final int ROUNDS = 50;
    private static final String TWINPORT = Path.of("target/twinport/bin/twinport").toAbsolutePath().toString();
    private static final String BY_HAND = Path.of("src/test/resources/benchmark/verify-by-hand.sh").toAbsolutePath()
            .toString();

    private WholeProcess() {
    }

    static String measure() throws IOException, InterruptedException {
        Process practice = new ProcessBuilder(TWINPORT, "practice").redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = practice.inputReader(StandardCharsets.UTF_8)) {
            String kubeconfig = output.readLine();
            if (kubeconfig == null || !Files.isReadable(Path.of(kubeconfig))) {
                throw new IOException("the practice cluster did not start: " + kubeconfig);
            }
            StringBuilder text = new StringBuilder("Both routes verified, whole process\n");
            text.append(compare("the practice cluster", kubeconfig));
            String other = System.getenv("KUBECONFIG");
            if (other != null && Files.isReadable(Path.of(other))) {
                text.append(compare("the cluster of KUBECONFIG", other));
            }
            List<Double> withCluster = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                withCluster.add(run(Map.of(), TWINPORT, "verify", "-q", "--practice"));
            }
            return text.append(Sample.of("twinport verify --practice (own cluster)", "ms", withCluster)).append('\n')
                    .toString();
        } finally {
            practice.destroy();
            practice.waitFor();
        }
    }

    /** Whole processes in turn, then what one more round of proofs takes a process that runs. */
    private static String compare(String cluster, String kubeconfig) throws IOException, InterruptedException {
        List<Double> twinport = new ArrayList<>();
        List<Double> byHand = new ArrayList<>();
        List<Double> round = new ArrayList<>();
        for (int run = -1; run < RUNS; run++) {
            double ours = run(Map.of(), TWINPORT, "verify", "-q", "--kubeconfig", kubeconfig);
            double theirs = run(Map.of("KUBECONFIG", kubeconfig), BY_HAND);
            double many = run(Map.of(), TWINPORT, "verify", "-q", "--kubeconfig", kubeconfig, "--every", "1ms",
                    "--count", Integer.toString(ROUNDS + 1));
            if (run >= 0) { // the first one warms the file caches
                twinport.add(ours);
                byHand.add(theirs);
                round.add((many - ours) / ROUNDS);
            }
        }
        Sample script = Sample.of("the script with kubectl, nc and grep", "ms", byHand);
        return " against " + cluster + "\n" + Sample.compare(Sample.of("twinport verify", "ms", twinport), script)
                + Sample.compare(Sample.of("one more round of both routes, running", "ms", round), script);
    }

    /** Milliseconds from start to exit; a run that does not exit with 0 proves nothing and ends the benchmark. */
    private static double run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + output);
        }
        return millis;
    }
}
