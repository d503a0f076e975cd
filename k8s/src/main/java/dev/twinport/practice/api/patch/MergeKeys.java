package dev.twinport.practice.api.patch;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lists of the built-in kinds are merged item by item, and by which field of an item, as the
 * {@code patchMergeKey} tags of {@code k8s.io/api} say. Custom kinds have none: their lists are replaced.
 */
public final class MergeKeys {

    private static final Map<String, String> KEYS = Map.ofEntries(Map.entry("containers", "name"),
            Map.entry("initContainers", "name"), Map.entry("ephemeralContainers", "name"), Map.entry("env", "name"),
            Map.entry("volumes", "name"), Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumeDevices", "devicePath"), Map.entry("imagePullSecrets", "name"),
            Map.entry("secrets", "name"), Map.entry("hostAliases", "ip"),
            Map.entry("topologySpreadConstraints", "topologyKey"), Map.entry("conditions", "type"),
            Map.entry("ownerReferences", "uid"), Map.entry("taints", "key"), Map.entry("podIPs", "ip"));
    private static final Set<String> SETS = Set.of("finalizers");

    private final ResourceKind kind;
    private final boolean custom;

    public MergeKeys(ResourceKind kind) {
        this.kind = kind;
        this.custom = kind.group().contains("istio.io");
    }

    /** The field that tells the items of a list apart; empty when the list is replaced as a whole. */
    public Optional<String> of(String list) {
        if (list.equals("ownerReferences")) {
            return Optional.of("uid");
        }
        if (custom || kind.equals(ResourceKinds.ENDPOINT_SLICE)) {
            return Optional.empty();
        }
        if (list.equals("ports")) {
            return Optional.of(kind.equals(ResourceKinds.SERVICE) ? "port" : "containerPort");
        }
        return Optional.ofNullable(KEYS.get(list));
    }

    /** Whether a list of plain values is a set that a patch adds to. */
    public boolean isSet(String list) {
        return SETS.contains(list);
    }
}
