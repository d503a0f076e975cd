package dev.twinport.practice.api;

import dev.twinport.practice.access.Authenticated;
import dev.twinport.practice.access.Authentication;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.Exchange;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The reviews of {@code authentication.k8s.io}: who asks ({@code kubectl auth whoami}), and whose a token is. */
final class IdentityReviews {

    private static final String GROUP = PostedReview.AUTHENTICATION;
    private static final String OF_SELF = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String OF_TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";

    private final Authentication authentication;
    private final Clock clock;

    IdentityReviews(Authentication authentication, Clock clock) {
        this.authentication = authentication;
        this.clock = clock;
    }

    static boolean areAskedFor(String path) {
        return path.equals(OF_SELF) || path.equals(OF_TOKENS);
    }

    /** The review posted, with its status. */
    ObjectNode answer(Exchange exchange, Caller caller) {
        return exchange.path().equals(OF_SELF) ? ofSelf(exchange, caller) : ofToken(exchange);
    }

    private ObjectNode ofSelf(Exchange exchange, Caller caller) {
        ObjectNode review = PostedReview.read(exchange, GROUP, "SelfSubjectReview");
        review.putObject("metadata").put("creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        review.remove("spec");
        review.putObject("status").set("userInfo", describe(caller));
        return review;
    }

    private ObjectNode ofToken(Exchange exchange) {
        ObjectNode review = PostedReview.read(exchange, GROUP, "TokenReview");
        String token = review.at("/spec/token").asString("");
        if (token.isEmpty()) {
            throw ApiFailure.badRequest("token is required for TokenReview in authentication");
        }
        List<String> asked = review.at("/spec/audiences").valueStream().map(JsonNode::asString).toList();
        Optional<Authenticated> found = authentication.authenticate(token,
                asked.isEmpty() ? List.of(ServiceAccountTokens.ISSUER) : asked);
        ObjectNode status = review.putObject("status");
        found.ifPresentOrElse(good -> {
            status.put("authenticated", true).set("user", describe(good.caller()));
            good.audiences().forEach(status.putArray("audiences")::add);
        }, () -> {
            status.putObject("user");
            status.put("error", "invalid bearer token");
        });
        return review;
    }

    private static ObjectNode describe(Caller caller) {
        ObjectNode user = Json.object().put("username", caller.name());
        if (!caller.uid().isEmpty()) {
            user.put("uid", caller.uid());
        }
        caller.groups().forEach(user.putArray("groups")::add);
        caller.extra().forEach((key, values) -> values.forEach(user.withObject("/extra").withArray(key)::add));
        return user;
    }
}
