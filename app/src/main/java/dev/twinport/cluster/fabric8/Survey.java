package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.Scope;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Unread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts listings together into an inventory of a scope. */
final class Survey {

    private Survey() {
    }

    static Inventory of(Collection<Listing> listings, Scope scope) {
        List<KubernetesObject> objects = new ArrayList<>();
        Map<String, Unread> unread = new HashMap<>();
        for (Listing listing : listings) {
            objects.addAll(listing.objects());
            listing.unread().ifPresent(why -> unread.put(listing.kind().key(), why));
        }
        scope.namespace().ifPresent(namespace -> leaveOutForeignGateways(objects, namespace));
        return new Inventory(objects, unread);
    }

    /** Of the Gateways elsewhere, only those matter that one of the scope's VirtualServices or TCPRoutes names. */
    private static void leaveOutForeignGateways(List<KubernetesObject> objects, String namespace) {
        Set<String> named = objects.stream().filter(object -> object.kind().equals("VirtualService"))
                .flatMap(virtualService -> virtualService.texts("spec", "gateways").stream())
                .collect(Collectors.toSet());
        Set<String> parents = objects.stream().filter(object -> object.kind().equals("TCPRoute"))
                .flatMap(Survey::parents).collect(Collectors.toSet());
        objects.removeIf(object -> object.kind().equals("Gateway") && !object.namespace().equals(namespace)
                && (GatewayKind.GATEWAY_API.is(object) ? !parents.contains(object.objectName().path())
                        : !named.contains(object.objectName().path()) && named.stream()
                                .noneMatch(name -> name.startsWith(object.name() + "." + object.namespace()))));
    }

    private static Stream<String> parents(KubernetesObject tcpRoute) {
        return tcpRoute.items("spec", "parentRefs").stream().map(
                parent -> parent.text("namespace").orElse(tcpRoute.namespace()) + "/" + parent.text("name").orElse(""));
    }
}
