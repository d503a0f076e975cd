package dev.twinport.practice.istio;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Destination rules ({@code ValidateDestinationRule}). */
final class DestinationRuleRules {

    private DestinationRuleRules() {
    }

    static Findings check(String namespace, JsonNode spec) {
        Findings findings = new Findings();
        findings.error(HostNames.wild(spec.path("host").asString("")));
        findings.add(TrafficPolicyRules.check(spec.path("trafficPolicy")));
        Set<String> names = new HashSet<>();
        for (JsonNode subset : spec.path("subsets")) {
            String name = subset.path("name").asString("");
            findings.errorIf(!names.add(name), "duplicate subset names: " + name);
            findings.addErrors(subset(name, subset));
        }
        JsonNode selector = spec.path("workloadSelector");
        findings.add(ExportRules.check(namespace, spec.path("exportTo"), selector.isObject()));
        findings.add(LabelRules.selector(selector));
        return findings;
    }

    private static Findings subset(String name, JsonNode subset) {
        Findings findings = new Findings();
        if (name.isEmpty()) {
            findings.error("subset name cannot be empty");
        } else {
            findings.errorIf(!HostNames.isLabel(name), "subset name is invalid: " + name);
        }
        findings.add(LabelRules.check(subset.path("labels")));
        findings.add(TrafficPolicyRules.check(subset.path("trafficPolicy")));
        return findings;
    }
}
