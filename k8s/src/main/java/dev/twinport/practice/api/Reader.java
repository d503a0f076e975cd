package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import java.util.List;

/**
 * Who will read an answer: a program, or a person at a command line or in a browser, for whom it is set in lines
 * ({@code isPrettyPrint} in {@code k8s.io/apiserver}).
 */
record Reader(boolean isHuman) {

    private static final List<String> HUMAN_TOOLS = List.of("curl", "Wget", "Mozilla/5.0");
    private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");

    static Reader of(Exchange exchange) {
        String asked = exchange.query("pretty");
        String tool = exchange.header("User-Agent");
        return new Reader(asked.isEmpty() ? HUMAN_TOOLS.stream().anyMatch(tool::startsWith) : TRUE.contains(asked));
    }
}
