package dev.twinport.practice.api;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A field selector as in {@code metadata.name=echo,status.phase!=Failed}: every requirement must hold. */
record FieldSelector(List<Requirement> requirements) {

    private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+?)(==|=|!=)(.*)");
    private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");
    /** The fields the API server selects by, beyond name and namespace. */
    private static final Map<ResourceKind, Set<String>> BY_KIND = Map.of(ResourceKinds.POD,
            Set.of("spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                    "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"),
            ResourceKinds.EVENT,
            Set.of("involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                    "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                    "reportingComponent", "source", "type"),
            ResourceKinds.NODE, Set.of("spec.unschedulable"), ResourceKinds.NAMESPACE, Set.of("status.phase"),
            ResourceKinds.REPLICA_SET, Set.of("status.replicas"), ResourceKinds.SERVICE,
            Set.of("spec.clusterIP", "spec.type"), ResourceKinds.SECRET, Set.of("type"));

    /** Fields that are false, not empty, in an object that says nothing of them. */
    private static final Set<String> TRUE_OR_FALSE = Set.of("spec.hostNetwork", "spec.unschedulable");

    /** One requirement: the value at a path in the object, empty when absent, is (or is not) this one. */
    record Requirement(String field, boolean equal, String value) {

        boolean matches(JsonNode object) {
            return valueIn(object).equals(value) == equal;
        }

        private String valueIn(JsonNode object) {
            JsonNode found = object.at("/" + field.replace('.', '/'));
            if (TRUE_OR_FALSE.contains(field)) {
                return Boolean.toString(found.asBoolean(false));
            }
            if (field.equals("source")) {
                String component = found.path("component").asString("");
                return component.isEmpty() ? object.path("reportingComponent").asString("") : component;
            }
            return found.asString("");
        }
    }

    FieldSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector; an empty text selects everything.
     *
     * @throws ApiFailure
     *             BadRequest when the text is no selector, or names a field one cannot select this kind by
     */
    static FieldSelector parse(String text, ResourceKind kind) {
        List<Requirement> requirements = new ArrayList<>();
        for (String part : terms(text)) {
            if (part.isBlank()) {
                continue;
            }
            Matcher matcher = REQUIREMENT.matcher(part.strip());
            if (!matcher.matches()) {
                throw ApiFailure
                        .badRequest("invalid selector: '%s'; can't understand '%s'".formatted(text, part.strip()));
            }
            String field = matcher.group(1).strip();
            if (!ALWAYS.contains(field) && !BY_KIND.getOrDefault(kind, Set.of()).contains(field)) {
                throw ApiFailure
                        .badRequest(kind.custom() || BY_KIND.containsKey(kind) ? "field label not supported: " + field
                                : "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                                        .formatted(field));
            }
            requirements
                    .add(new Requirement(field, !matcher.group(2).equals("!="), unescaped(matcher.group(3).strip())));
        }
        return new FieldSelector(requirements);
    }

    /** The one name a selector lets through, whatever the kind; empty when it is not that narrow. */
    static String onlyName(String text) {
        for (String part : terms(text)) {
            Matcher matcher = REQUIREMENT.matcher(part.strip());
            if (matcher.matches() && matcher.group(1).strip().equals("metadata.name")
                    && !matcher.group(2).equals("!=")) {
                return matcher.group(3).strip().replaceAll("\\\\(.)", "$1");
            }
        }
        return "";
    }

    /** Its parts between commas; a comma after a backslash is part of a value. */
    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == ',') {
                terms.add(text.substring(start, at));
                start = at + 1;
            }
        }
        terms.add(text.substring(start));
        return terms;
    }

    /** A value without the backslashes before backslashes, commas and equals signs ({@code fields.UnescapeValue}). */
    private static String unescaped(String value) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '=') {
                throw ApiFailure.badRequest("invalid field selector: unescaped character in value: " + (int) c);
            }
            if (c == '\\') {
                at++;
                if (at == value.length() || "\\,=".indexOf(value.charAt(at)) < 0) {
                    throw ApiFailure.badRequest("invalid field selector: invalid escape sequence: "
                            + value.substring(at - 1, Math.min(at + 1, value.length())));
                }
                c = value.charAt(at);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    boolean matches(JsonNode object) {
        return requirements.stream().allMatch(requirement -> requirement.matches(object));
    }
}
