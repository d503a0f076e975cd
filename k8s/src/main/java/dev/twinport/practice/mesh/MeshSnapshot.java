package dev.twinport.practice.mesh;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.Comparator;
import java.util.List;

/**
 * The objects a routing table is made of, each list in Istio's order: the oldest first, then by name and namespace.
 */
public record MeshSnapshot(List<KubernetesObject> gateways, List<KubernetesObject> virtualServices,
        List<KubernetesObject> destinationRules, List<KubernetesObject> services, List<KubernetesObject> endpointSlices,
        List<KubernetesObject> pods) {

    private static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator.comparing(KubernetesObject::createdAt)
            .thenComparing(object -> object.name() + "." + object.namespace());

    public MeshSnapshot {
        gateways = gateways.stream().sorted(OLDEST_FIRST).toList();
        virtualServices = virtualServices.stream().sorted(OLDEST_FIRST).toList();
        destinationRules = destinationRules.stream().sorted(OLDEST_FIRST).toList();
        services = services.stream().sorted(OLDEST_FIRST).toList();
        endpointSlices = endpointSlices.stream().sorted(OLDEST_FIRST).toList();
        pods = pods.stream().sorted(OLDEST_FIRST).toList();
    }

    /** Reads it from a store. */
    public static MeshSnapshot of(Store store) {
        return new MeshSnapshot(objects(store, ResourceKinds.GATEWAY), objects(store, ResourceKinds.VIRTUAL_SERVICE),
                objects(store, ResourceKinds.DESTINATION_RULE), objects(store, ResourceKinds.SERVICE),
                objects(store, ResourceKinds.ENDPOINT_SLICE), objects(store, ResourceKinds.POD));
    }

    private static List<KubernetesObject> objects(Store store, ResourceKind kind) {
        return store.list(kind, "").objects().stream().map(KubernetesObject::new).toList();
    }
}
