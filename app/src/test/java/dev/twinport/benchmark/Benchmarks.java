package dev.twinport.benchmark;

import java.io.IOException;
import java.util.List;

/**
 * {@code mvn -q verify -Pbenchmarks}: prints what Twinport costs beside its peers, each pair measured in the same run.
 */
final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> chosen = List.of(args);
        if (chosen.isEmpty() || chosen.contains("echo")) {
            System.out.println(EchoRoundTrip.measure());
        }
    }
}
