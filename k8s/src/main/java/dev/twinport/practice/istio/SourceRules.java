package dev.twinport.practice.istio;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Who a rule of an authorization policy is about, and what they do. */
final class SourceRules {

    private static final List<String> TCP = List.of("notPrincipals", "principals", "ipBlocks", "notIpBlocks",
            "namespaces", "notNamespaces", "remoteIpBlocks", "notRemoteIpBlocks", "serviceAccounts",
            "notServiceAccounts");
    private static final List<String> NOT_TCP = List.of("requestPrincipals", "notRequestPrincipals", "trustDomains",
            "notTrustDomains");
    private static final List<String> OPERATION = List.of("ports", "methods", "paths", "hosts", "notPorts",
            "notMethods", "notPaths", "notHosts");

    private SourceRules() {
    }

    /** Whether something is said of the source that shows on a TCP connection. */
    static boolean tellsTcpApart(JsonNode source) {
        return hasAny(source, TCP);
    }

    static Findings source(JsonNode source, int rule) {
        Findings findings = new Findings();
        findings.errorIf(!hasAny(source, TCP) && !hasAny(source, NOT_TCP),
                "`from.source` must not be empty, found at rule " + rule);
        for (String field : List.of("ipBlocks", "notIpBlocks", "remoteIpBlocks", "notRemoteIpBlocks")) {
            findings.add(ConditionRules.addresses(VirtualServiceRules.texts(source.path(field))));
        }
        notEmpty(source, List.of("principals", "requestPrincipals", "namespaces"), findings);
        accounts(source, "serviceAccounts", findings);
        notEmpty(source,
                List.of("ipBlocks", "remoteIpBlocks", "notPrincipals", "notRequestPrincipals", "notNamespaces"),
                findings);
        accounts(source, "notServiceAccounts", findings);
        notEmpty(source, List.of("notIpBlocks", "notRemoteIpBlocks"), findings);
        return findings;
    }

    static Findings operation(JsonNode operation, int rule) {
        Findings findings = new Findings();
        findings.errorIf(!hasAny(operation, OPERATION), "`to.operation` must not be empty, found at rule " + rule);
        findings.add(ConditionRules.ports(VirtualServiceRules.texts(operation.path("ports"))));
        findings.add(ConditionRules.ports(VirtualServiceRules.texts(operation.path("notPorts"))));
        notEmpty(operation, OPERATION, findings);
        return findings;
    }

    /** A field's name as Go has it. */
    static String capital(String field) {
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    private static void notEmpty(JsonNode of, List<String> fields, Findings findings) {
        for (String field : fields) {
            findings.error(ConditionRules.empty(capital(field), VirtualServiceRules.texts(of.path(field))));
        }
    }

    private static void accounts(JsonNode source, String field, Findings findings) {
        findings.error(ConditionRules.accounts(capital(field), VirtualServiceRules.texts(source.path(field))));
    }

    private static boolean hasAny(JsonNode of, List<String> fields) {
        return fields.stream().anyMatch(field -> !of.path(field).isEmpty());
    }
}
