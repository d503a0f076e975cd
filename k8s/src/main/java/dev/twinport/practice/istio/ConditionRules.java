package dev.twinport.practice.istio;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Values an authorization policy compares with, and its conditions ({@code pkg/config/security}). */
final class ConditionRules {

    private static final int MAXIMUM_PORT = 65_535;
    private static final long MAXIMUM_NUMBER = 0xFFFF_FFFFL;
    private static final Pattern KEYED = Pattern.compile("[^\\[\\]]+\\[.+]");
    private static final List<String> FREE = List.of("source.namespace", "source.principal", "request.auth.principal",
            "request.auth.audiences", "request.auth.presenter", "connection.sni", "source.trustDomain");

    private ConditionRules() {
    }

    static Findings check(JsonNode condition) {
        Findings findings = new Findings();
        String key = condition.path("key").asString("");
        List<String> values = VirtualServiceRules.texts(condition.path("values"));
        List<String> notValues = VirtualServiceRules.texts(condition.path("notValues"));
        if (key.isEmpty()) {
            findings.error("`key` must not be empty");
        } else if (values.isEmpty() && notValues.isEmpty()) {
            findings.error("at least one of `values` or `notValues` must be set for key " + key);
        } else {
            attribute(key, values).refusal()
                    .ifPresent(why -> findings.error("invalid `value` for `key` %s: %s".formatted(key, why)));
            attribute(key, notValues).refusal()
                    .ifPresent(why -> findings.error("invalid `notValue` for `key` %s: %s".formatted(key, why)));
        }
        return findings;
    }

    static Optional<String> empty(String field, List<String> values) {
        return values.contains("") ? Optional.of("empty value not allowed, found in " + field) : Optional.empty();
    }

    static Findings addresses(List<String> texts) {
        Findings findings = new Findings();
        for (String text : texts) {
            if (text.contains("/")) {
                Addresses.range(text)
                        .ifPresent(why -> findings.listedError("bad CIDR range (%s): %s".formatted(text, why)));
            } else if (!Addresses.isAddress(text)) {
                findings.listedError("bad IP address (%s)".formatted(text));
            }
        }
        return findings;
    }

    static Findings ports(List<String> texts) {
        Findings findings = new Findings();
        for (String text : texts) {
            String why = "";
            if (!text.matches("\\d+")) {
                why = "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(text);
            } else if (text.length() > 18 || Long.parseLong(text) > MAXIMUM_NUMBER) {
                why = "strconv.ParseUint: parsing \"%s\": value out of range".formatted(text);
            } else if (Long.parseLong(text) > MAXIMUM_PORT) {
                why = "<nil>";
            }
            if (!why.isEmpty()) {
                findings.listedError("bad port (%s): %s".formatted(text, why));
            }
        }
        return findings;
    }

    /** Service accounts, as in {@code namespace/name}. */
    static Optional<String> accounts(String field, List<String> values) {
        if (values.size() > 16) {
            return Optional.of("may not have more than 16 values");
        }
        return values.stream().flatMap(value -> account(field, value).stream()).findFirst();
    }

    private static Optional<String> account(String field, String value) {
        String form = "expected format 'serviceAccount' or 'namespace/serviceAccount', found ";
        String[] parts = value.split("/", -1);
        String why = "";
        if (value.isEmpty()) {
            why = "empty value not allowed, found in " + field;
        } else if (value.contains("*")) {
            why = "wildcard not allowed, found in " + field;
        } else if (parts.length > 2) {
            why = "%s\"%s\" in %s".formatted(form, value, field);
        } else if (value.length() > 320) {
            why = "value cannot exceed 320 characters, found \"%s\" in %s".formatted(value, field);
        } else if (parts[0].isEmpty()) {
            why = "%sempty namespace \"%s\" in %s".formatted(form, value, field);
        } else if (parts[parts.length - 1].isEmpty()) {
            why = "%sempty serviceAccount \"%s\" in %s".formatted(form, value, field);
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    private static Findings attribute(String key, List<String> values) {
        Findings findings = new Findings();
        Optional<String> empty = empty(key, values);
        if (empty.isPresent()) {
            findings.error(empty);
        } else if (List.of("source.ip", "remote.ip", "destination.ip").contains(key)) {
            findings.add(addresses(values));
        } else if (key.equals("destination.port")) {
            findings.add(ports(values));
        } else if (key.equals("source.serviceAccount")) {
            findings.error(accounts(key, values));
        } else if (key.equals("destination.namespace")) {
            findings.error("attribute destination.namespace is replaced by the metadata.namespace");
        } else if (key.startsWith("destination.labels")) {
            findings.error("attribute %s is replaced by the workload selector".formatted(key));
        } else if (List.of("destination.name", "destination.user").contains(key)) {
            findings.error("deprecated attribute %s: only supported in v1alpha1".formatted(key));
        } else if (key.startsWith("request.headers") || key.startsWith("request.auth.claims")
                || key.startsWith("experimental.envoy.filters.")) {
            findings.errorIf(!KEYED.matcher(key).matches(), "bad key (%s): should have format a[b]".formatted(key));
        } else {
            findings.errorIf(!FREE.contains(key), "unknown attribute: " + key);
        }
        return findings;
    }
}
