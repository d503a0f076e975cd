package dev.twinport.practice.definitions;

import dev.twinport.practice.definitions.Definition.Names;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The status of a CustomResourceDefinition: its names, whether it holds, and the versions objects were stored in. */
final class DefinitionStatus {

    private static final String APPROVED = "api-approved.kubernetes.io";

    private DefinitionStatus() {
    }

    /**
     * The status a definition is to have.
     *
     * @param others
     *            the names that the other definitions of its group have got
     */
    static ObjectNode of(Definition definition, List<Names> others, Instant now) {
        NameDecision decision = NameDecision.of(definition.requested(), definition.accepted(), others);
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.set("acceptedNames", names(decision.names()));
        ArrayNode conditions = status.putArray("conditions");
        JsonNode before = definition.tree().at("/status/conditions");
        String approval = definition.tree().at("/metadata/annotations").path(APPROVED).asString("");
        if (isOfKubernetes(definition.group()) && approval.startsWith("https://")) {
            add(conditions, before, "KubernetesAPIApprovalPolicyConformant", true, "ApprovedAnnotation",
                    "approved in " + approval, now);
        }
        add(conditions, before, "NamesAccepted", decision.allAccepted(), decision.reason(), decision.message(), now);
        if (decision.allAccepted() || definition.isEstablished()) {
            add(conditions, before, "Established", true, "InitialNamesAccepted", "the initial names have been accepted",
                    now);
        } else {
            add(conditions, before, "Established", false, "NotAccepted", "not all names are accepted", now);
        }
        before.valueStream().filter(condition -> condition.path("type").asString("").equals("Terminating"))
                .forEach(conditions::add);
        Set<String> stored = new LinkedHashSet<>();
        definition.tree().at("/status/storedVersions").forEach(version -> stored.add(version.asString("")));
        stored.add(definition.storageVersion());
        stored.forEach(status.putArray("storedVersions")::add);
        return status;
    }

    private static ObjectNode names(Names names) {
        ObjectNode accepted = JsonNodeFactory.instance.objectNode();
        putUnlessEmpty(accepted, "categories", names.categories());
        accepted.put("kind", names.kind()).put("listKind", names.listKind()).put("plural", names.plural());
        putUnlessEmpty(accepted, "shortNames", names.shortNames());
        return accepted.put("singular", names.singular());
    }

    private static void add(ArrayNode conditions, JsonNode before, String type, boolean status, String reason,
            String message, Instant now) {
        String value = status ? "True" : "False";
        String since = before.valueStream()
                .filter(old -> old.path("type").asString("").equals(type)
                        && old.path("status").asString("").equals(value))
                .map(old -> old.path("lastTransitionTime").asString("")).findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.addObject().put("lastTransitionTime", since).put("message", message).put("reason", reason)
                .put("status", value).put("type", type);
    }

    private static boolean isOfKubernetes(String group) {
        return group.endsWith(".k8s.io") || group.endsWith(".kubernetes.io") || group.equals("k8s.io");
    }

    private static void putUnlessEmpty(ObjectNode object, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(object.putArray(field)::add);
        }
    }
}
