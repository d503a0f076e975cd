package dev.twinport.practice.istio;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The validating webhook istiod serves: one for objects of no revision, one for those of its own. */
public final class IstioWebhook {

    private static final String REVISION = "istio.io/rev";
    private static final String DRY_RUN = "istio.io/dry-run";

    private IstioWebhook() {
    }

    /**
     * What the webhook answers.
     *
     * @param webhook
     *            its name, as in {@code validation.istio.io}
     * @param refusal
     *            why the object is not let in; empty when it is
     * @param warnings
     *            what its writer is told; none when it is refused
     */
    public record Review(String webhook, Optional<String> refusal, List<String> warnings) {
    }

    /**
     * Reviews an object to be stored.
     *
     * @param object
     *            complete, its schema obeyed
     *
     * @return empty when the webhook is not asked: for other kinds, and objects of another revision
     */
    public static Optional<Review> review(JsonNode object) {
        String revision = object.at("/metadata/labels").path(REVISION).asString("");
        boolean revised = object.at("/metadata/labels").has(REVISION);
        String group = object.path("apiVersion").asString("").replaceAll("/.*", "");
        if (!List.of("networking.istio.io", "security.istio.io").contains(group)
                || (revised && !revision.equals("default"))) {
            return Optional.empty();
        }
        Findings findings = check(object);
        return Optional.of(new Review(revised ? "rev.validation.istio.io" : "validation.istio.io",
                findings.refusal().map(why -> "configuration is invalid: " + why),
                findings.hasErrors() ? List.of() : findings.warnings()));
    }

    private static Findings check(JsonNode object) {
        Findings findings = new Findings();
        findings.error(dryRun(object));
        if (findings.hasErrors()) {
            return findings;
        }
        JsonNode spec = object.path("spec");
        String name = object.at("/metadata/name").asString("");
        String namespace = object.at("/metadata/namespace").asString("");
        return switch (object.path("kind").asString("")) {
            case "Gateway" -> GatewayRules.check(name, spec);
            case "VirtualService" -> VirtualServiceRules.check(namespace, spec);
            case "DestinationRule" -> DestinationRuleRules.check(namespace, spec);
            case "PeerAuthentication" -> PeerAuthenticationRules.check(spec);
            case "AuthorizationPolicy" ->
                    AuthorizationPolicyRules.check(spec).prefixed("invalid policy %s.%s: ".formatted(name, namespace));
            default -> findings;
        };
    }

    private static Optional<String> dryRun(JsonNode object) {
        JsonNode annotation = object.at("/metadata/annotations").path(DRY_RUN);
        if (annotation.isMissingNode()) {
            return Optional.empty();
        }
        String subject = object.at("/metadata/namespace").asString("") + "/" + object.at("/metadata/name").asString("");
        if (!object.path("kind").asString("").equals("AuthorizationPolicy")) {
            return Optional
                    .of("%s has unsupported annotation %s, please remove the annotation".formatted(subject, DRY_RUN));
        }
        String action = object.at("/spec/action").asString("ALLOW");
        if (!List.of("ALLOW", "DENY").contains(action)) {
            return Optional.of("the annotation %s currently only supports action ALLOW/DENY, found action %s in %s"
                    .formatted(DRY_RUN, action, subject));
        }
        String text = annotation.asString("");
        if (List.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False").contains(text)) {
            return Optional.empty();
        }
        return Optional
                .of("%s has annotation %s with invalid value (%s): strconv.ParseBool: parsing \"%s\": invalid syntax"
                        .formatted(subject, DRY_RUN, text, text));
    }
}
