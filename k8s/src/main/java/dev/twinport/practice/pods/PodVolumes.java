package dev.twinport.practice.pods;

import static java.util.stream.Collectors.joining;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The volumes of pods: nothing is mounted here, but what they are made of has to be there. */
final class PodVolumes {

    /** How often the kubelet tries again, on the average. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** Where config maps and secrets have what is in them. */
    private static final List<String> CONTENTS = List.of("data", "binaryData", "stringData");

    private final Store store;

    PodVolumes(Store store) {
        this.store = store;
    }

    /** What a volume cannot be made of, in the kubelet's words; empty when all is there. */
    Optional<String> missing(KubernetesObject pod) {
        for (JsonNode volume : pod.spec().path("volumes")) {
            Optional<String> missing = ofConfigMap(pod, volume.path("configMap"), "name")
                    .or(() -> ofSecret(pod, volume.path("secret"), "secretName"))
                    .or(() -> ofProjection(pod, volume.path("projected")));
            if (missing.isPresent()) {
                return missing.map(what -> "MountVolume.SetUp failed for volume \"%s\" : %s"
                        .formatted(volume.path("name").asString(""), what));
            }
        }
        return Optional.empty();
    }

    /** All that is missing at once, as {@code utilerrors.Aggregate} writes several errors. */
    private Optional<String> ofProjection(KubernetesObject pod, JsonNode projection) {
        List<String> missing = projection.path("sources").valueStream()
                .flatMap(source -> ofConfigMap(pod, source.path("configMap"), "name")
                        .or(() -> ofSecret(pod, source.path("secret"), "name")).stream())
                .distinct().toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional
                .of(missing.size() == 1 ? missing.getFirst() : missing.stream().collect(joining(", ", "[", "]")));
    }

    private Optional<String> ofConfigMap(KubernetesObject pod, JsonNode source, String field) {
        return missing(pod, source, field, ResourceKinds.CONFIG_MAP, "configmap references non-existent config key: ");
    }

    private Optional<String> ofSecret(KubernetesObject pod, JsonNode source, String field) {
        return missing(pod, source, field, ResourceKinds.SECRET, "references non-existent secret key: ");
    }

    private Optional<String> missing(KubernetesObject pod, JsonNode source, String field, ResourceKind kind,
            String noSuchKey) {
        if (!source.isObject() || source.path("optional").asBoolean(false)) {
            return Optional.empty();
        }
        String name = source.path(field).asString("");
        Optional<ObjectNode> found = store.find(new ResourceKey(kind, pod.namespace(), name));
        if (found.isEmpty()) {
            return Optional.of("%s \"%s\" not found".formatted(kind.singular(), name));
        }
        return source.path("items").valueStream().map(item -> item.path("key").asString(""))
                .filter(key -> CONTENTS.stream().noneMatch(part -> found.get().path(part).has(key))).findFirst()
                .map(noSuchKey::concat);
    }
}
