package dev.twinport.route;

import dev.twinport.route.HostName.ServiceName;

/** Which Services of other namespaces TCPRoutes may lead to: the ReferenceGrants in the Services' namespaces. */
record ReferenceGrants(Inventory inventory) {

    /** Whether a TCPRoute may lead there. Where grants could not be read, it is believed to, unless Istio denies it. */
    boolean permit(TcpRoute route, ServiceName service) {
        return service.namespace().equals(route.namespace())
                || inventory.unread("ReferenceGrant", service.namespace()).isPresent()
                || inventory.of("ReferenceGrant").stream().anyMatch(grant -> permits(grant, route, service));
    }

    private static boolean permits(KubernetesObject grant, TcpRoute route, ServiceName service) {
        return grant.namespace().equals(service.namespace())
                && grant.items("spec", "from").stream().anyMatch(from -> isFrom(from, route))
                && grant.items("spec", "to").stream().anyMatch(to -> isTo(to, service));
    }

    private static boolean isFrom(KubernetesObject from, TcpRoute route) {
        return from.text("group").filter(TcpRoute.GROUP::equals).isPresent()
                && from.text("kind").filter(TcpRoute.KIND::equals).isPresent()
                && from.text("namespace").filter(route.namespace()::equals).isPresent();
    }

    private static boolean isTo(KubernetesObject to, ServiceName service) {
        String name = to.text("name").orElse("");
        return to.text("group").orElse("").isEmpty() && to.text("kind").filter("Service"::equals).isPresent()
                && (name.isEmpty() || name.equals(service.name()));
    }
}
