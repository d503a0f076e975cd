package dev.twinport.practice.istio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Authorization policies ({@code ValidateAuthorizationPolicy}). */
final class AuthorizationPolicyRules {

    private static final String MEANINGLESS = " action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request";

    private static final List<String> NOT_CUSTOM = List.of("namespaces", "notNamespaces", "serviceAccounts",
            "notServiceAccounts", "trustDomains", "notTrustDomains", "principals", "notPrincipals", "requestPrincipals",
            "notRequestPrincipals");

    private AuthorizationPolicyRules() {
    }

    static Findings check(JsonNode spec) {
        Findings findings = new Findings();
        String action = spec.path("action").asString("ALLOW");
        JsonNode rules = spec.path("rules");
        findings.add(LabelRules.selector(spec.path("selector")));
        if (action.equals("CUSTOM")) {
            custom(spec, rules, findings);
        } else {
            findings.errorIf(spec.path("provider").isObject(),
                    "`provider` must not be with non CUSTOM action, found " + action);
        }
        findings.errorIf(action.equals("DENY") && rules.isEmpty(), "DENY" + MEANINGLESS);
        for (int i = 0; i < rules.size(); i++) {
            rule(rules.path(i), i, action.equals("DENY"), findings);
        }
        return findings;
    }

    private static void custom(JsonNode spec, JsonNode rules, Findings findings) {
        if (rules.isEmpty()) {
            findings.error("CUSTOM" + MEANINGLESS);
        } else {
            findings.errorIf(spec.at("/provider/name").asString("").isEmpty(), "`provider.name` must not be empty");
        }
        for (JsonNode rule : rules) {
            for (JsonNode from : rule.path("from")) {
                for (String field : NOT_CUSTOM) {
                    findings.errorIf(!from.path("source").path(field).isEmpty(),
                            "From.%s is currently not supported with CUSTOM action"
                                    .formatted(SourceRules.capital(field)));
                }
            }
            for (JsonNode when : rule.path("when")) {
                String key = when.path("key").asString("");
                findings.errorIf(
                        List.of("source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal")
                                .contains(key) || key.startsWith("request.auth."),
                        key + " is currently not supported with CUSTOM action");
            }
        }
    }

    private static void rule(JsonNode rule, int number, boolean deny, Findings findings) {
        boolean sources = false;
        boolean tcpSources = false;
        for (JsonNode from : rule.path("from")) {
            JsonNode source = from.path("source");
            if (source.isObject()) {
                sources = true;
                tcpSources |= SourceRules.tellsTcpApart(source);
                findings.add(SourceRules.source(source, number));
            } else {
                findings.error("`from.source` must not be nil, found at rule " + number);
            }
        }
        boolean operations = false;
        boolean ports = false;
        for (JsonNode to : rule.path("to")) {
            JsonNode operation = to.path("operation");
            if (operation.isObject()) {
                operations = true;
                ports |= !operation.path("ports").isEmpty() || !operation.path("notPorts").isEmpty();
                findings.add(SourceRules.operation(operation, number));
            } else {
                findings.error("`to.operation` must not be nil, found at rule " + number);
            }
        }
        for (JsonNode when : rule.path("when")) {
            findings.add(ConditionRules.check(when));
        }
        if (deny && ((sources && !operations && !tcpSources) || (operations && !ports))) {
            findings.warning(
                    "configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port");
        }
    }
}
