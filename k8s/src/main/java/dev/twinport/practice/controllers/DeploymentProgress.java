package dev.twinport.practice.controllers;

import dev.twinport.practice.objects.KubernetesObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Deployment's status: its counts, and the conditions that say whether it gets on
 * ({@code pkg/controller/deployment/progress.go}).
 */
final class DeploymentProgress {

    private static final int NO_DEADLINE = Integer.MAX_VALUE;
    private static final String PROGRESSING = "Progressing";
    private static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";

    private final KubernetesObject deployment;
    private final List<KubernetesObject> sets;
    private final Optional<KubernetesObject> current;
    private final Clock clock;
    private final int desired;

    /**
     * @param sets
     *            all its ReplicaSets, the current one among them
     */
    DeploymentProgress(KubernetesObject deployment, List<KubernetesObject> sets, Optional<KubernetesObject> current,
            Clock clock) {
        this.deployment = deployment;
        this.sets = sets;
        this.current = current;
        this.clock = clock;
        this.desired = deployment.spec().path("replicas").asInt(1);
    }

    /** When the rollout will have taken too long, unless something happens; empty when there is no such time. */
    Optional<Instant> deadline(JsonNode status) {
        int seconds = deadlineSeconds();
        Optional<JsonNode> condition = condition(status, PROGRESSING);
        boolean open = condition.filter(found -> !found.path("reason").asString("").equals(COMPLETE)
                && !found.path("reason").asString("").equals(TIMED_OUT)).isPresent();
        if (!open || seconds == NO_DEADLINE || deployment.spec().path("paused").asBoolean(false)) {
            return Optional.empty();
        }
        return condition.map(found -> Instant.parse(found.path("lastUpdateTime").asString(Instant.EPOCH.toString()))
                .plus(Duration.ofSeconds(seconds)));
    }

    /**
     * Writes the status.
     *
     * @param created
     *            whether the current ReplicaSet was made just now
     * @param collisions
     *            how often its name was taken by another; 0 when never
     */
    void write(ObjectNode tree, boolean created, int collisions) {
        JsonNode before = tree.path("status").deepCopy();
        int pods = ReplicaSets.sum(sets, ReplicaSets::pods);
        int available = ReplicaSets.sum(sets, ReplicaSets::available);
        ObjectNode status = tree.putObject("status");
        putUnlessZero(status, "availableReplicas", available);
        if (collisions > 0) {
            status.put("collisionCount", collisions);
        }
        status.put("observedGeneration", tree.at("/metadata/generation").asLong(1));
        putUnlessZero(status, "readyReplicas", ReplicaSets.sum(sets, ReplicaSets::ready));
        putUnlessZero(status, "replicas", pods);
        putUnlessZero(status, "unavailableReplicas",
                Math.max(0, ReplicaSets.sum(sets, ReplicaSets::replicas) - available));
        putUnlessZero(status, "updatedReplicas", current.map(ReplicaSets::pods).orElse(0));
        status.set("conditions", conditions(before, status, created).tree());
    }

    private Conditions conditions(JsonNode before, ObjectNode status, boolean created) {
        int minimum = desired - RolloutStrategy.of(deployment.spec().path("strategy"), desired).unavailableAllowed();
        boolean enough = status.path("availableReplicas").asInt(0) >= minimum;
        Conditions conditions = new Conditions(before.path("conditions"), clock).with("Available", enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
        failure().ifPresent(conditions::keep);
        if (deadlineSeconds() == NO_DEADLINE) {
            return conditions;
        }
        Optional<JsonNode> known = condition(before, PROGRESSING);
        String reason = known.map(found -> found.path("reason").asString("")).orElse("");
        if (deployment.spec().path("paused").asBoolean(false)) {
            if (reason.equals(TIMED_OUT)) {
                return conditions.keep(known.orElseThrow());
            }
            return conditions.with(PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused");
        }
        if (reason.equals("DeploymentPaused")) {
            return conditions.with(PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed");
        }
        return addProgress(conditions, before, status, created, known);
    }

    private Conditions addProgress(Conditions conditions, JsonNode before, ObjectNode status, boolean created,
            Optional<JsonNode> known) {
        if (created) {
            return conditions.with(PROGRESSING, true, "NewReplicaSetCreated", "Created new replica set \"%s\""
                    .formatted(current.map(KubernetesObject::name).orElse(deployment.name())));
        }
        String subject = current.map(set -> "ReplicaSet \"%s\"".formatted(set.name()))
                .orElseGet(() -> "Deployment \"%s\"".formatted(deployment.name()));
        boolean wasComplete = known.map(found -> found.path("reason").asString("").equals(COMPLETE)).orElse(false)
                && count(status, "replicas") == count(status, "updatedReplicas");
        if (wasComplete) {
            return conditions.keep(known.orElseThrow());
        }
        if (isComplete(status)) {
            return conditions.with(PROGRESSING, true, COMPLETE, subject + " has successfully progressed.");
        }
        if (hasProgressed(before, status) || known.isEmpty()) {
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            String since = known.filter(found -> found.path("status").asString("").equals("True"))
                    .map(found -> found.path("lastTransitionTime").asString(now)).orElse(now);
            ObjectNode condition = status.objectNode().put("type", PROGRESSING).put("status", "True")
                    .put("lastUpdateTime", now).put("lastTransitionTime", since).put("reason", "ReplicaSetUpdated")
                    .put("message", subject + " is progressing.");
            return conditions.keep(condition);
        }
        boolean late = deadline(before).map(when -> when.isBefore(clock.instant())).orElse(false);
        if (late) {
            return conditions.with(PROGRESSING, false, TIMED_OUT, subject + " has timed out progressing.");
        }
        return conditions.keep(known.orElseThrow());
    }

    private boolean isComplete(JsonNode status) {
        return count(status, "updatedReplicas") == desired && count(status, "replicas") == desired
                && count(status, "availableReplicas") == desired;
    }

    private static boolean hasProgressed(JsonNode before, JsonNode status) {
        int oldBefore = count(before, "replicas") - count(before, "updatedReplicas");
        int oldNow = count(status, "replicas") - count(status, "updatedReplicas");
        return count(status, "updatedReplicas") > count(before, "updatedReplicas") || oldNow < oldBefore
                || count(status, "readyReplicas") > count(before, "readyReplicas")
                || count(status, "availableReplicas") > count(before, "availableReplicas");
    }

    /** What hinders the current ReplicaSet, or one of the others. */
    private Optional<JsonNode> failure() {
        return Stream.concat(current.stream(), sets.stream())
                .flatMap(set -> condition(set.status(), "ReplicaFailure").stream()).findFirst().map(found -> {
                    ObjectNode copy = (ObjectNode) found.deepCopy();
                    copy.set("lastUpdateTime", found.path("lastTransitionTime"));
                    return copy;
                });
    }

    private int deadlineSeconds() {
        int seconds = deployment.spec().path("progressDeadlineSeconds").asInt(NO_DEADLINE);
        return seconds <= 0 ? NO_DEADLINE : seconds;
    }

    private static Optional<JsonNode> condition(JsonNode status, String type) {
        return status.path("conditions").valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type)).findFirst();
    }

    private static int count(JsonNode status, String name) {
        return status.path(name).asInt(0);
    }

    private static void putUnlessZero(ObjectNode status, String name, int count) {
        if (count > 0) {
            status.put(name, count);
        }
    }
}
