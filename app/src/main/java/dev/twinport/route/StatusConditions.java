package dev.twinport.route;

import java.util.List;
import java.util.Optional;

/**
 * The conditions of some part of a status, as far as they are about the object as it is now.
 *
 * @param conditions
 *            each with type, status, reason and message
 */
record StatusConditions(List<KubernetesObject> conditions) {

    static final StatusConditions NONE = new StatusConditions(List.of());

    /**
     * Leaves out what was said of an earlier generation of the object.
     *
     * @param part
     *            what holds the conditions
     * @param object
     *            the object they are about
     */
    static StatusConditions of(KubernetesObject part, KubernetesObject object) {
        Optional<Integer> generation = object.number("metadata", "generation");
        return new StatusConditions(part.items("conditions").stream()
                .filter(condition -> generation.isEmpty() || condition.number("observedGeneration").isEmpty()
                        || condition.number("observedGeneration").equals(generation))
                .toList());
    }

    /** {@code reason: message} of a condition that is False; empty when it is True, or nothing is said. */
    Optional<String> denial(String type) {
        return of(type).filter(condition -> condition.text("status").filter("False"::equals).isPresent())
                .map(condition -> condition.text("reason").orElse("") + ": " + condition.text("message").orElse(""));
    }

    /** Whether a condition is False for that reason. */
    boolean isDenied(String type, String reason) {
        return denial(type).filter(said -> said.startsWith(reason + ":")).isPresent();
    }

    private Optional<KubernetesObject> of(String type) {
        return conditions.stream().filter(condition -> condition.text("type").filter(type::equals).isPresent())
                .findFirst();
    }
}
