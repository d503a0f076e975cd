package dev.twinport.practice.istio;

import tools.jackson.databind.JsonNode;

/** Peer authentications ({@code ValidatePeerAuthentication}). */
final class PeerAuthenticationRules {

    private PeerAuthenticationRules() {
    }

    static Findings check(JsonNode spec) {
        Findings findings = new Findings();
        JsonNode ports = spec.path("portLevelMtls");
        findings.errorIf(spec.at("/selector/matchLabels").isEmpty() && !ports.isEmpty(),
                "mesh/namespace peer authentication cannot have port level mTLS");
        for (String port : ports.propertyNames()) {
            findings.errorIf(!port.matches("\\d{1,9}") || Addresses.port(Long.parseLong(port)).isPresent(),
                    "port must be in range 1..65535");
        }
        findings.add(LabelRules.selector(spec.path("selector")));
        return findings;
    }
}
