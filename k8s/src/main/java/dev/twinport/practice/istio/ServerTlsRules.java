package dev.twinport.practice.istio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** TLS a gateway's server ends or passes on ({@code validateTLSOptions}). */
final class ServerTlsRules {

    private ServerTlsRules() {
    }

    static boolean passesThrough(JsonNode tls) {
        return List.of("PASSTHROUGH", "AUTO_PASSTHROUGH").contains(mode(tls));
    }

    static boolean has(JsonNode tls, String field) {
        return !tls.path(field).isMissingNode() && !tls.path(field).isNull()
                && (tls.path(field).isArray() ? !tls.path(field).isEmpty() : !tls.path(field).asString("").isEmpty());
    }

    static Findings check(JsonNode tls) {
        Findings findings = new Findings();
        if (!tls.isObject()) {
            return findings;
        }
        if (List.of("TLSV1_0", "TLSV1_1").contains(tls.path("minProtocolVersion").asString(""))
                && tls.path("cipherSuites").isEmpty()) {
            findings.warning(
                    "TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.");
        }
        if (mode(tls).equals("ISTIO_MUTUAL")) {
            istioMutual(tls, findings);
            return findings;
        }
        boolean named = has(tls, "credentialName") || has(tls, "credentialNames");
        if (passesThrough(tls) && (named || has(tls, "caCrl") || has(tls, "serverCertificate") || has(tls, "privateKey")
                || has(tls, "caCertificates") || has(tls, "tlsCertificates"))) {
            findings.warning(mode(tls) + " mode does not use certificates, they will be ignored");
        }
        int sources = (has(tls, "serverCertificate") && has(tls, "privateKey") ? 1 : 0)
                + (has(tls, "credentialName") ? 1 : 0) + (has(tls, "credentialNames") ? 1 : 0)
                + (has(tls, "tlsCertificates") ? 1 : 0);
        findings.errorIf(sources > 1,
                "only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified");
        boolean mutual = List.of("MUTUAL", "OPTIONAL_MUTUAL").contains(mode(tls));
        boolean simple = mode(tls).equals("SIMPLE");
        if ((simple || mutual) && named) {
            return findings;
        }
        if (simple || mutual) {
            files(tls, mutual, findings);
        }
        if (has(tls, "caCrl")) {
            findings.errorIf(has(tls, "credentialName"),
                    "CRL is not supported with credentialName. CRL has to be specified in the credential");
            findings.errorIf(simple, "CRL is not supported with SIMPLE TLS");
        }
        return findings;
    }

    private static void files(JsonNode tls, boolean mutual, Findings findings) {
        String subject = mutual ? "MUTUAL TLS" : "SIMPLE TLS";
        findings.errorIf(mutual && !has(tls, "caCertificates"), subject + " requires a client CA bundle");
        JsonNode several = tls.path("tlsCertificates");
        if (several.size() > 2) {
            findings.warning(subject + " can support up to 2 server certificates");
        }
        Iterable<JsonNode> certificates = several.isEmpty() ? List.of(tls) : several;
        for (JsonNode certificate : certificates) {
            findings.errorIf(!has(certificate, "serverCertificate"), subject + " requires a server certificate");
            findings.errorIf(!has(certificate, "privateKey"), subject + " requires a private key");
        }
    }

    private static void istioMutual(JsonNode tls, Findings findings) {
        String subject = "ISTIO_MUTUAL TLS cannot have associated ";
        findings.errorIf(has(tls, "serverCertificate"), subject + "server certificate");
        findings.errorIf(has(tls, "privateKey"), subject + "private key");
        findings.errorIf(has(tls, "caCertificates"), subject + "CA bundle");
        findings.errorIf(has(tls, "tlsCertificates"), subject + "tlsCertificates");
        findings.errorIf(has(tls, "credentialName"), subject + "credentialName");
        findings.errorIf(has(tls, "credentialNames"), subject + "credentialNames");
    }

    private static String mode(JsonNode tls) {
        return tls.path("mode").asString("PASSTHROUGH");
    }
}
