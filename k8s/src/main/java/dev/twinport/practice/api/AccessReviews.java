package dev.twinport.practice.api;

import dev.twinport.practice.access.AccessRequest;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.access.CurrentPolicy;
import dev.twinport.practice.access.Decision;
import dev.twinport.practice.access.Grants;
import dev.twinport.practice.access.Policy;
import dev.twinport.practice.access.PolicyRule;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.objects.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The reviews of {@code authorization.k8s.io}: what {@code kubectl auth can-i} asks. */
final class AccessReviews {

    private static final String GROUP = PostedReview.AUTHORIZATION;
    private static final Pattern PATH = Pattern
            .compile("/apis/authorization\\.k8s\\.io/v1/(?:namespaces/([^/]+)/)?([^/]+)");
    private static final Set<String> OF_CLUSTER = Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews",
            "subjectaccessreviews");
    private static final String OF_NAMESPACE = "localsubjectaccessreviews";

    private final CurrentPolicy policy;

    AccessReviews(CurrentPolicy policy) {
        this.policy = policy;
    }

    static boolean areAskedFor(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() && (matcher.group(1) == null ? OF_CLUSTER.contains(matcher.group(2))
                : matcher.group(2).equals(OF_NAMESPACE));
    }

    /** The review posted, with its status. */
    ObjectNode answer(Exchange exchange, Caller caller) {
        Matcher matcher = PATH.matcher(exchange.path());
        if (!matcher.matches()) {
            throw ApiFailure.noSuchResource();
        }
        return switch (matcher.group(2)) {
            case "selfsubjectaccessreviews" -> ofSelf(exchange, caller);
            case "selfsubjectrulesreviews" -> rules(exchange, caller);
            case "subjectaccessreviews" -> ofSubject(exchange);
            default -> ofSubjectInNamespace(exchange, matcher.group(1));
        };
    }

    private ObjectNode ofSelf(Exchange exchange, Caller caller) {
        String kind = "SelfSubjectAccessReview";
        ObjectNode review = PostedReview.read(exchange, GROUP, kind);
        List<FieldError> problems = new ArrayList<>();
        checkAttributes(review.path("spec"), problems);
        checkMetadata(review.path("metadata"), "must be empty", problems);
        refuseIfAny(kind, problems);
        return decided(review, caller);
    }

    private ObjectNode ofSubject(Exchange exchange) {
        String kind = "SubjectAccessReview";
        ObjectNode review = PostedReview.read(exchange, GROUP, kind);
        List<FieldError> problems = new ArrayList<>();
        checkAttributes(review.path("spec"), problems);
        checkSubject(review.path("spec"), problems);
        checkMetadata(review.path("metadata"), "must be empty", problems);
        refuseIfAny(kind, problems);
        return decided(review, subject(review.path("spec")));
    }

    private ObjectNode ofSubjectInNamespace(Exchange exchange, String namespace) {
        String kind = "LocalSubjectAccessReview";
        ObjectNode review = PostedReview.read(exchange, GROUP, kind);
        ObjectNode metadata = review.withObject("/metadata");
        if (!metadata.has("namespace")) {
            metadata.put("namespace", namespace);
        }
        String named = metadata.path("namespace").asString("");
        JsonNode spec = review.path("spec");
        List<FieldError> problems = new ArrayList<>();
        checkAttributes(spec, problems);
        checkSubject(spec, problems);
        JsonNode rest = metadata.deepCopy().without("namespace");
        checkMetadata(rest, "must be empty except for namespace", problems);
        String asked = spec.at("/resourceAttributes/namespace").asString("");
        if (spec.has("resourceAttributes") && !asked.equals(named)) {
            problems.add(
                    FieldError.invalid("spec.resourceAttributes.namespace", asked, "must match metadata.namespace"));
        }
        if (spec.has("nonResourceAttributes")) {
            problems.add(FieldError.invalid("spec.nonResourceAttributes", spec.path("nonResourceAttributes"),
                    "disallowed on this kind of request"));
        }
        refuseIfAny(kind, problems);
        if (!named.equals(namespace)) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        return decided(review, subject(spec));
    }

    private ObjectNode decided(ObjectNode review, Caller caller) {
        Decision decision = policy.get().decide(caller, requested(review.path("spec")));
        ObjectNode status = review.putObject("status").put("allowed", decision.allowed());
        if (!decision.reason().isEmpty()) {
            status.put("reason", decision.reason());
        }
        return review;
    }

    private ObjectNode rules(Exchange exchange, Caller caller) {
        ObjectNode review = PostedReview.read(exchange, GROUP, "SelfSubjectRulesReview");
        String namespace = review.at("/spec/namespace").asString("");
        if (namespace.isEmpty()) {
            throw ApiFailure.badRequest("no namespace on request");
        }
        Grants grants = policy.get().grants(caller, namespace);
        review.putObject("metadata");
        review.putObject("spec");
        ObjectNode status = review.putObject("status");
        ArrayNode ofResources = status.putArray("resourceRules");
        ArrayNode ofPaths = status.putArray("nonResourceRules");
        for (PolicyRule rule : grants.rules()) {
            if (!rule.resources().isEmpty()) {
                ObjectNode entry = ofResources.addObject();
                put(entry, "verbs", rule.verbs());
                put(entry, "apiGroups", rule.apiGroups());
                put(entry, "resources", rule.resources());
                put(entry, "resourceNames", rule.resourceNames());
            }
            if (!rule.nonResourceUrls().isEmpty()) {
                ObjectNode entry = ofPaths.addObject();
                put(entry, "verbs", rule.verbs());
                put(entry, "nonResourceURLs", rule.nonResourceUrls());
            }
        }
        status.put("incomplete", false);
        if (!grants.problems().isEmpty()) {
            status.put("evaluationError", Policy.together(grants.problems()));
        }
        return review;
    }

    private static void put(ObjectNode entry, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(entry.putArray(field)::add);
        }
    }

    private static void refuseIfAny(String kind, List<FieldError> problems) {
        if (!problems.isEmpty()) {
            throw ApiFailure.invalid(GROUP, kind, "", problems);
        }
    }

    private static void checkAttributes(JsonNode spec, List<FieldError> problems) {
        boolean resource = spec.has("resourceAttributes");
        boolean path = spec.has("nonResourceAttributes");
        if (resource && path) {
            problems.add(FieldError.invalid("spec.nonResourceAttributes", spec.path("nonResourceAttributes"),
                    "cannot be specified in combination with resourceAttributes"));
        } else if (!resource && !path) {
            problems.add(FieldError.invalid("spec.resourceAttributes", NullNode.instance,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
    }

    private static void checkSubject(JsonNode spec, List<FieldError> problems) {
        if (spec.path("user").asString("").isEmpty() && spec.path("groups").isEmpty()) {
            problems.add(FieldError.invalid("spec.user", "", "at least one of user or group must be specified"));
        }
    }

    private static void checkMetadata(JsonNode metadata, String message, List<FieldError> problems) {
        JsonNode rest = metadata.deepCopy();
        if (rest instanceof ObjectNode fields) {
            fields.remove(List.of("managedFields", "creationTimestamp"));
        }
        if (!rest.isEmpty()) {
            problems.add(FieldError.invalid("metadata", metadata, message));
        }
    }

    private static Caller subject(JsonNode spec) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        spec.path("extra").propertyStream().forEach(entry -> extra.put(entry.getKey(), strings(entry.getValue())));
        return new Caller(spec.path("user").asString(""), spec.path("uid").asString(""), strings(spec.path("groups")),
                extra);
    }

    private static AccessRequest requested(JsonNode spec) {
        if (spec.has("nonResourceAttributes")) {
            JsonNode path = spec.path("nonResourceAttributes");
            return AccessRequest.path(path.path("verb").asString(""), path.path("path").asString(""));
        }
        JsonNode resource = spec.path("resourceAttributes");
        return new AccessRequest(resource.path("verb").asString(""), resource.path("group").asString(""),
                resource.path("resource").asString(""), resource.path("subresource").asString(""),
                resource.path("namespace").asString(""), resource.path("name").asString(""), "");
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(value -> value.asString("")).toList();
    }
}
