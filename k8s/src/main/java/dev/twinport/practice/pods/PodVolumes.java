package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The volumes of pods: nothing is mounted here, but what they are made of has to be there. */
final class PodVolumes {

    /** How often the kubelet tries again, on the average. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Store store;

    PodVolumes(Store store) {
        this.store = store;
    }

    /** What a volume cannot be made of, in the kubelet's words; empty when all is there. */
    Optional<String> missing(KubernetesObject pod) {
        for (JsonNode volume : pod.spec().path("volumes")) {
            Optional<String> missing = missing(pod, volume.path("configMap"), "name", ResourceKinds.CONFIG_MAP)
                    .or(() -> missing(pod, volume.path("secret"), "secretName", ResourceKinds.SECRET));
            if (missing.isPresent()) {
                return missing.map(what -> "MountVolume.SetUp failed for volume \"%s\" : %s"
                        .formatted(volume.path("name").asString(""), what));
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(KubernetesObject pod, JsonNode source, String field, ResourceKind kind) {
        String name = source.path(field).asString("");
        boolean needed = source.isObject() && !source.path("optional").asBoolean(false);
        return needed && store.find(new ResourceKey(kind, pod.namespace(), name)).isEmpty()
                ? Optional.of("%s \"%s\" not found".formatted(kind.singular(), name))
                : Optional.empty();
    }
}
