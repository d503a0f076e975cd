package dev.twinport.practice.objects;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object as it lies in the store, with names for the parts of its metadata.
 *
 * @param tree
 *            the whole object; not to be modified
 */
public record KubernetesObject(ObjectNode tree) {

    public String kind() {
        return tree.path("kind").asString("");
    }

    public String name() {
        return metadata().path("name").asString("");
    }

    /** The namespace; empty for objects that have none. */
    public String namespace() {
        return metadata().path("namespace").asString("");
    }

    public String uid() {
        return metadata().path("uid").asString("");
    }

    /** When it was created, as in {@code 2026-11-23T20:15:00Z}: sorts as text. */
    public String createdAt() {
        return metadata().path("creationTimestamp").asString("");
    }

    public Map<String, String> labels() {
        return strings(metadata().path("labels"));
    }

    public Map<String, String> annotations() {
        return strings(metadata().path("annotations"));
    }

    public JsonNode spec() {
        return tree.path("spec");
    }

    public JsonNode status() {
        return tree.path("status");
    }

    /** Whether somebody has deleted it, and it stays for a grace period or finalizers only. */
    public boolean isBeingDeleted() {
        return metadata().path("deletionTimestamp").isString();
    }

    /** Whether its status says that it is ready (Pods). */
    public boolean isReady() {
        return status().path("conditions").valueStream()
                .anyMatch(condition -> condition.path("type").asString("").equals("Ready")
                        && condition.path("status").asString("").equals("True"));
    }

    /** The uids of all objects it belongs to. */
    public List<String> ownerUids() {
        return metadata().path("ownerReferences").valueStream().map(owner -> owner.path("uid").asString("")).toList();
    }

    /** The uid of the one owner that manages it. */
    public Optional<String> controllerUid() {
        return metadata().path("ownerReferences").valueStream()
                .filter(owner -> owner.path("controller").asBoolean(false)).map(owner -> owner.path("uid").asString(""))
                .findFirst();
    }

    /** Read at every turn: a path step by step costs a tenth of a JSON pointer, which is parsed each time. */
    private JsonNode metadata() {
        return tree.path("metadata");
    }

    /** A JSON object of strings as a map, in its order; empty when it is missing. */
    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.propertyStream().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString("")));
        return Collections.unmodifiableMap(strings);
    }
}
