package dev.twinport.practice.mesh;

import dev.twinport.practice.gatewayapi.GatewayApi;
import dev.twinport.practice.gatewayapi.IstioObjects;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The objects a routing table is made of, each list in Istio's order: the oldest first, then by name and namespace.
 */
record MeshSnapshot(List<KubernetesObject> gateways, List<KubernetesObject> virtualServices,
        List<KubernetesObject> destinationRules, List<KubernetesObject> peerAuthentications,
        List<KubernetesObject> authorizationPolicies, List<KubernetesObject> services,
        List<KubernetesObject> endpointSlices, List<KubernetesObject> pods) {

    /** The kinds of the objects, in the order of the lists. */
    static final List<ResourceKind> KINDS = List.of(ResourceKinds.GATEWAY, ResourceKinds.VIRTUAL_SERVICE,
            ResourceKinds.DESTINATION_RULE, ResourceKinds.PEER_AUTHENTICATION, ResourceKinds.AUTHORIZATION_POLICY,
            ResourceKinds.SERVICE, ResourceKinds.ENDPOINT_SLICE, ResourceKinds.POD);

    private static final Comparator<KubernetesObject> OLDEST_FIRST = Comparator.comparing(KubernetesObject::createdAt)
            .thenComparing(object -> object.name() + "." + object.namespace());

    public MeshSnapshot {
        gateways = gateways.stream().sorted(OLDEST_FIRST).toList();
        virtualServices = virtualServices.stream().sorted(OLDEST_FIRST).toList();
        destinationRules = destinationRules.stream().sorted(OLDEST_FIRST).toList();
        peerAuthentications = peerAuthentications.stream().sorted(OLDEST_FIRST).toList();
        authorizationPolicies = authorizationPolicies.stream().sorted(OLDEST_FIRST).toList();
        services = services.stream().sorted(OLDEST_FIRST).toList();
        endpointSlices = endpointSlices.stream().sorted(OLDEST_FIRST).toList();
        pods = pods.stream().sorted(OLDEST_FIRST).toList();
    }

    /** Whether an object of that kind can make a difference, by itself or by way of the Gateway API. */
    static boolean isMadeOf(ResourceKind kind) {
        return KINDS.contains(kind) || GatewayApi.KINDS.contains(kind);
    }

    /** Reads it from a store. */
    public static MeshSnapshot of(Store store) {
        return of(kind -> store.list(kind, "").objects().stream().map(KubernetesObject::new).toList())
                .with(IstioObjects.of(GatewayApi.of(store)));
    }

    /** The same with what the Gateway API's objects come to. */
    MeshSnapshot with(IstioObjects more) {
        return new MeshSnapshot(Stream.concat(gateways.stream(), more.gateways().stream()).toList(),
                Stream.concat(virtualServices.stream(), more.virtualServices().stream()).toList(), destinationRules,
                peerAuthentications, authorizationPolicies, services, endpointSlices, pods);
    }

    /** Makes it of the objects of each kind. */
    static MeshSnapshot of(Function<ResourceKind, List<KubernetesObject>> objects) {
        List<List<KubernetesObject>> lists = KINDS.stream().map(objects).toList();
        return new MeshSnapshot(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), lists.get(5),
                lists.get(6), lists.get(7));
    }
}
