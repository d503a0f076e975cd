package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import tools.jackson.databind.node.ObjectNode;

/** What the holder of the token may do: everything. */
final class AccessReview {

    static final String SELF_ACCESS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    static final String SELF_RULES = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

    private AccessReview() {
    }

    /** The review posted, with its status; kubectl posts protobuf, whose content does not change the answer. */
    static ObjectNode answer(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            throw ApiFailure.methodNotAllowed();
        }
        boolean json = exchange.header("Content-Type").contains("json");
        ObjectNode review = json && Json.read(exchange.body(), "application/json") instanceof ObjectNode posted ? posted
                : Json.object();
        boolean rules = exchange.path().equals(SELF_RULES);
        review.put("kind", rules ? "SelfSubjectRulesReview" : "SelfSubjectAccessReview")
                .put("apiVersion", "authorization.k8s.io/v1").withObject("/spec");
        ObjectNode status = review.putObject("status");
        if (rules) {
            ObjectNode everything = status.putArray("resourceRules").addObject();
            everything.putArray("verbs").add("*");
            everything.putArray("apiGroups").add("*");
            everything.putArray("resources").add("*");
            status.putArray("nonResourceRules");
            status.put("incomplete", false);
        } else {
            status.put("allowed", true);
        }
        return review;
    }
}
