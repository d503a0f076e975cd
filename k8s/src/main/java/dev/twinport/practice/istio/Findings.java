package dev.twinport.practice.istio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with an object, and what is only odd, in the order found. Errors that come together are told as a list,
 * as {@code hashicorp/go-multierror} sets it; some rules make a list even of one. For one thread.
 */
final class Findings {

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean listed;

    void error(String error) {
        listed |= !errors.isEmpty();
        errors.add(error);
    }

    /** An error that is told as a list even when it stays the only one. */
    void listedError(String error) {
        errors.add(error);
        listed = true;
    }

    void error(Optional<String> error) {
        error.ifPresent(this::error);
    }

    void errorIf(boolean wrong, String error) {
        if (wrong) {
            error(error);
        }
    }

    void warning(String warning) {
        warnings.add(warning);
    }

    void add(Findings others) {
        addErrors(others);
        warnings.addAll(others.warnings);
    }

    /** Takes over what is wrong; some rules of Istio lose the warnings of those they ask. */
    void addErrors(Findings others) {
        listed |= others.listed || (!errors.isEmpty() && !others.errors.isEmpty());
        errors.addAll(others.errors);
    }

    /** The same, with the same words before every error. */
    Findings prefixed(String prefix) {
        Findings all = new Findings();
        errors.forEach(error -> all.errors.add(prefix + error));
        all.warnings.addAll(warnings);
        all.listed = listed;
        return all;
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** All errors as Istio tells them; empty when there are none. */
    Optional<String> refusal() {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        if (!listed) {
            return Optional.of(errors.getFirst());
        }
        StringBuilder list = new StringBuilder(
                errors.size() == 1 ? "1 error occurred:" : errors.size() + " errors occurred:");
        errors.forEach(error -> list.append("\n\t* ").append(error));
        return Optional.of(list.append("\n\n").toString());
    }
}
