package dev.twinport.practice.istio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** TLS a client opens towards a destination ({@code ValidateTLS}). */
final class ClientTlsRules {

    private ClientTlsRules() {
    }

    static Findings check(JsonNode tls) {
        Findings findings = new Findings();
        boolean simple = tls.path("mode").asString("").equals("SIMPLE");
        boolean mutual = tls.path("mode").asString("").equals("MUTUAL");
        boolean names = tls.path("subjectAltNames").size() > 0;
        boolean named = ServerTlsRules.has(tls, "credentialName");
        if (tls.path("insecureSkipVerify").asBoolean(false)) {
            findings.errorIf(simple && (ServerTlsRules.has(tls, "caCertificates") || named || names),
                    "cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true");
            findings.errorIf(mutual && (ServerTlsRules.has(tls, "caCertificates") || names),
                    "cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true");
        }
        if ((simple || mutual) && named) {
            findings.errorIf(
                    List.of("clientCertificate", "caCertificates", "privateKey", "caCrl").stream()
                            .anyMatch(field -> ServerTlsRules.has(tls, field)),
                    "cannot specify client certificates or CA certificate or CA CRL If credentialName is set");
        } else if (mutual) {
            findings.errorIf(!ServerTlsRules.has(tls, "clientCertificate"),
                    "client certificate required for mutual tls");
            findings.errorIf(!ServerTlsRules.has(tls, "privateKey"), "private key required for mutual tls");
        }
        return findings;
    }
}
