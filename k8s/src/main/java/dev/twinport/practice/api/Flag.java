package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * A query parameter that is true or false, as the API server reads it ({@code Convert_Slice_string_To_bool} in
 * {@code k8s.io/apimachinery}): said without a value, or with any but {@code 0} and {@code false}, it is true. Python's
 * clients say {@code True}.
 */
final class Flag {

    private Flag() {
    }

    /** Whether it is said and true. */
    static boolean isSet(Exchange exchange, String name) {
        return of(exchange, name).orElse(false);
    }

    /** What is said; empty when nothing is. */
    static Optional<Boolean> of(Exchange exchange, String name) {
        List<String> said = exchange.queries(name);
        return said.isEmpty() ? Optional.empty()
                : Optional.of(!said.getFirst().equals("0") && !said.getFirst().equalsIgnoreCase("false"));
    }
}
