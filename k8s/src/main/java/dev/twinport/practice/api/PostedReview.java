package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import tools.jackson.databind.node.ObjectNode;

/** An object that is posted to be answered and never stored: a review, or the request for a token. */
final class PostedReview {

    static final String AUTHORIZATION = "authorization.k8s.io";
    static final String AUTHENTICATION = "authentication.k8s.io";

    private PostedReview() {
    }

    /**
     * The object in a request's body, with kind, apiVersion, metadata and spec. Nulls are taken away.
     *
     * @throws ApiFailure
     *             when the request posts nothing, or an object of another kind
     */
    static ObjectNode read(Exchange exchange, String group, String kind) {
        if (!exchange.method().equals("POST")) {
            throw ApiFailure.methodNotAllowed();
        }
        String apiVersion = group + "/v1";
        if (!(IncomingBody.read(exchange) instanceof ObjectNode posted)) {
            throw ApiFailure.badRequest("the object provided is unrecognized (must be of type %s)".formatted(kind));
        }
        IncomingObject.dropNulls(posted);
        String postedKind = posted.path("kind").asString(kind);
        String postedVersion = posted.path("apiVersion").asString(apiVersion);
        if (!postedKind.equals(kind) || !postedVersion.equals(apiVersion)) {
            throw ApiFailure.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s".formatted(postedKind, postedVersion, kind));
        }
        ObjectNode review = Json.object().put("kind", kind).put("apiVersion", apiVersion);
        review.set("metadata", posted.withObject("/metadata"));
        review.set("spec", posted.withObject("/spec"));
        return review;
    }
}
