package dev.twinport.benchmark;

import java.io.IOException;
import java.util.List;

/**
 * Prints what Twinport costs beside its peers, each pair measured in the same run:
 * {@code mvn -q verify -DskipTests -Pbenchmarks}, or some of them:
 * {@code -Dbenchmarks="echo verify pods reading routes namespaces frame"}. Needs nc and kubectl on the PATH.
 */
final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> chosen = List.of(args);
        if (chosen.isEmpty() || chosen.contains("echo")) {
            System.out.println(EchoRoundTrip.measure());
        }
        if (chosen.isEmpty() || chosen.contains("verify")) {
            System.out.println(WholeProcess.measure());
        }
        if (chosen.isEmpty() || chosen.contains("pods")) {
            System.out.println(ManyPods.measure());
        }
        if (chosen.isEmpty() || chosen.contains("reading")) {
            System.out.println(RouteReading.measure());
        }
        if (chosen.isEmpty() || chosen.contains("routes")) {
            System.out.println(ManyRoutes.measure());
        }
        if (chosen.isEmpty() || chosen.contains("namespaces")) {
            System.out.println(ManyNamespaces.measure());
        }
        if (chosen.isEmpty() || chosen.contains("frame")) {
            System.out.println(FirstFrame.measure());
        }
    }
}
