package dev.twinport.practice.istio;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The namespaces an object is seen in ({@code exportTo}). */
final class ExportRules {

    private ExportRules() {
    }

    /**
     * Checks what an object is exported to.
     *
     * @param selecting
     *            whether it is a destination rule for chosen workloads, which are of its own namespace
     */
    static Findings check(String namespace, JsonNode exports, boolean selecting) {
        Findings findings = new Findings();
        Set<String> seen = new HashSet<>();
        for (JsonNode export : exports) {
            String entry = export.asString("");
            String key = entry.equals(".") ? namespace : entry;
            if (seen.contains(key)) {
                findings.error(key.equals(entry) ? "duplicate entries in exportTo for entry " + entry
                        : "duplicate entries in exportTo: . and current namespace " + namespace);
            } else if (key.equals("~")) {
                findings.error("exportTo ~ (none) is not allowed for Istio configuration objects");
            } else if (!key.equals("*") && !HostNames.isLabel(key)) {
                findings.error("only .,*, or a valid DNS 1123 label is allowed as exportTo entry");
            } else {
                seen.add(key);
            }
        }
        if (selecting && !seen.isEmpty()) {
            if (!seen.contains(namespace)) {
                findings.error("destination rule with workload selector cannot have exportTo beyond current namespace");
            } else if (seen.size() > 1) {
                findings.error("destination rule with workload selector cannot have multiple entries in exportTo");
            }
        }
        findings.errorIf(seen.contains("*") && exports.size() > 1,
                "cannot have both public (*) and non-public exportTo values for a resource");
        return findings;
    }
}
