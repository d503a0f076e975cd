package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.deletion.DeleteOptions;
import dev.twinport.practice.deletion.Propagation;
import dev.twinport.practice.objects.FieldError;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a client wants something deleted: the {@code DeleteOptions} in its request's body, else those in the query.
 *
 * @param acceptsDelay
 *            whether it says, in the old way, that it takes 202 for an answer while dependents are deleted
 */
record DeleteRequest(DeleteOptions options, boolean acceptsDelay) {

    private static final String POLICY = "propagationPolicy";
    private static final String GRACE = "gracePeriodSeconds";
    private static final String ORPHAN = "orphanDependents";
    private static final String DRY_RUN = "dryRun";

    /**
     * Reads a request.
     *
     * @throws ApiFailure
     *             when its options cannot be read, or contradict each other
     */
    static DeleteRequest of(Exchange exchange) {
        if (exchange.body().length == 0) {
            return of(inQuery(exchange));
        }
        if (!(IncomingBody.read(exchange) instanceof ObjectNode body)) {
            throw ApiFailure.badRequest("the object provided is unrecognized (must be of type DeleteOptions)");
        }
        IncomingObject.dropNulls(body);
        String kind = body.path("kind").asString("DeleteOptions");
        if (!kind.isEmpty() && !kind.equals("DeleteOptions")) {
            throw ApiFailure.badRequest("converting (%s) to (v1.DeleteOptions): unknown conversion".formatted(kind));
        }
        return of(body);
    }

    private static ObjectNode inQuery(Exchange exchange) {
        ObjectNode options = Json.object();
        String grace = exchange.query(GRACE);
        if (!grace.isEmpty()) {
            try {
                options.put(GRACE, Long.parseLong(grace));
            } catch (NumberFormatException malformed) {
                throw ApiFailure.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(grace));
            }
        }
        if (!exchange.query(POLICY).isEmpty()) {
            options.put(POLICY, exchange.query(POLICY));
        }
        Flag.of(exchange, ORPHAN).ifPresent(orphans -> options.put(ORPHAN, orphans));
        if (!exchange.query(DRY_RUN).isEmpty()) {
            options.putArray(DRY_RUN).add(exchange.query(DRY_RUN));
        }
        return options;
    }

    private static DeleteRequest of(JsonNode options) {
        String policy = options.path(POLICY).asString("");
        JsonNode orphan = options.path(ORPHAN);
        if (orphan.isBoolean() && !policy.isEmpty()) {
            throw invalid(
                    FieldError.invalid(POLICY, policy, "orphanDependents and deletionPropagation cannot be both set"));
        }
        Optional<Propagation> propagation = Propagation.of(policy);
        if (!policy.isEmpty() && propagation.isEmpty()) {
            throw invalid(
                    FieldError.notSupported(POLICY, policy, List.of("Foreground", "Background", "Orphan", "nil")));
        }
        if (orphan.isBoolean()) {
            propagation = Optional.of(orphan.booleanValue() ? Propagation.ORPHAN : Propagation.BACKGROUND);
        }
        for (JsonNode dryRun : options.path(DRY_RUN)) {
            if (!dryRun.asString("").equals("All")) {
                // The value as Go writes it, which is no JSON.
                throw invalid(new FieldError(FieldError.Type.NOT_SUPPORTED, DRY_RUN, Optional.empty(),
                        "[]string{%s}: supported values: \"All\"".formatted(dryRun)));
            }
        }
        JsonNode grace = options.path(GRACE);
        return new DeleteRequest(
                new DeleteOptions(grace.isIntegralNumber() ? Optional.of(grace.longValue()) : Optional.empty(),
                        propagation, options.at("/preconditions/uid").asString(""),
                        options.at("/preconditions/resourceVersion").asString(""), !options.path(DRY_RUN).isEmpty()),
                orphan.isBoolean() && !orphan.booleanValue());
    }

    private static ApiFailure invalid(FieldError error) {
        return ApiFailure.invalid("meta.k8s.io", "DeleteOptions", "", List.of(error));
    }
}
