package dev.twinport.practice.deletion;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of an object that somebody deletes. Pure. */
final class DeletionRules {

    private static final long POD_GRACE_SECONDS = 30;
    private static final String TIMESTAMP = "deletionTimestamp";
    private static final String GRACE = "deletionGracePeriodSeconds";

    private final ResourceKind kind;
    private final DeleteOptions options;
    private final Instant now;

    DeletionRules(ResourceKind kind, DeleteOptions options, Instant now) {
        this.kind = kind;
        this.options = options;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What stays of an object, marked; empty when it goes at once. */
    Optional<ObjectNode> kept(ObjectNode current) {
        ObjectNode object = current.deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        if (kind.equals(ResourceKinds.NAMESPACE)) {
            return namespace(object, metadata);
        }
        if (kind.equals(ResourceKinds.POD)) {
            long given = metadata.path(GRACE).asLong(0);
            if (metadata.has(TIMESTAMP) && given > 0) {
                return shortened(object, metadata, given);
            }
            if (!metadata.has(TIMESTAMP)) {
                long grace = grace(object);
                metadata.put(TIMESTAMP, now.plusSeconds(grace).toString()).put(GRACE, grace);
                return setFinalizers(metadata) || grace > 0 ? Optional.of(object) : Optional.empty();
            }
        }
        return setFinalizers(metadata) ? Optional.of(mark(object, metadata)) : Optional.empty();
    }

    /** A second deletion of a pod can only hurry. */
    private Optional<ObjectNode> shortened(ObjectNode object, ObjectNode metadata, long given) {
        Optional<Long> asked = options.graceSeconds().map(DeletionRules::atLeast);
        if (asked.isEmpty() || asked.get() >= given) {
            return Optional.of(object);
        }
        long grace = asked.get();
        Instant until = Instant.parse(metadata.path(TIMESTAMP).asString(now.toString())).minusSeconds(given)
                .plusSeconds(grace);
        if (until.isBefore(now)) {
            until = now;
            grace = grace == 0 ? 0 : 1;
        }
        metadata.put(TIMESTAMP, until.toString()).put(GRACE, grace);
        return setFinalizers(metadata) || grace > 0 ? Optional.of(object) : Optional.empty();
    }

    private Optional<ObjectNode> namespace(ObjectNode object, ObjectNode metadata) {
        boolean held = setFinalizers(metadata);
        if (!metadata.has(TIMESTAMP)) {
            metadata.put(TIMESTAMP, now.toString());
            object.withObject("/status").put("phase", "Terminating");
            return Optional.of(object);
        }
        return held || !object.at("/spec/finalizers").isEmpty() ? Optional.of(object) : Optional.empty();
    }

    private ObjectNode mark(ObjectNode object, ObjectNode metadata) {
        String before = metadata.path(TIMESTAMP).asString("");
        if (before.isEmpty() || Instant.parse(before).isAfter(now)) {
            metadata.put(TIMESTAMP, now.toString());
        }
        metadata.put(GRACE, 0);
        return object;
    }

    /** A pod that has not come to a node, or has ended, has nothing to bring to an end. */
    private long grace(JsonNode pod) {
        String phase = pod.at("/status/phase").asString("");
        if (pod.at("/spec/nodeName").asString("").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        return atLeast(
                options.graceSeconds().orElse(pod.at("/spec/terminationGracePeriodSeconds").asLong(POD_GRACE_SECONDS)));
    }

    private static long atLeast(long seconds) {
        return seconds < 0 ? 1 : seconds;
    }

    /** Sets the finalizer for what is to happen to dependents; says whether the object has any finalizer then. */
    private boolean setFinalizers(ObjectNode metadata) {
        List<String> before = metadata.path("finalizers").valueStream().map(value -> value.asString("")).toList();
        List<String> finalizers = new ArrayList<>(before);
        if (options.propagation().isPresent()) {
            finalizers.removeAll(Propagation.FINALIZERS);
            if (!options.propagation().get().finalizer().isEmpty()) {
                finalizers.add(options.propagation().get().finalizer());
            }
        }
        if (finalizers.isEmpty()) {
            metadata.remove("finalizers");
        } else if (!finalizers.equals(before)) {
            finalizers.forEach(metadata.putArray("finalizers")::add);
        }
        return !finalizers.isEmpty();
    }
}
