package dev.twinport.route;

import java.util.List;
import java.util.Optional;

/**
 * A TCPRoute of the Gateway API.
 *
 * @param object
 *            the whole TCPRoute
 */
record TcpRoute(KubernetesObject object) {

    static final String KIND = "TCPRoute";
    static final String GROUP = "gateway.networking.k8s.io";

    /** All TCPRoutes, in Istio's order of precedence. */
    static List<TcpRoute> all(Inventory inventory) {
        return inventory.of(KIND).stream().sorted(GatewayServer.OLDEST_FIRST).map(TcpRoute::new).toList();
    }

    String path() {
        return object.objectName().path();
    }

    String namespace() {
        return object.namespace();
    }

    /** The Gateways it is to be attached to. */
    List<Parent> parents() {
        return object.items("spec", "parentRefs").stream().map(reference -> new Parent(this, reference))
                .filter(Parent::isGateway).toList();
    }

    /** Where its connections go. Istio takes the first rule, which has no conditions. */
    List<KubernetesObject> backends() {
        return object.items("spec", "rules").stream().findFirst().map(rule -> rule.items("backendRefs"))
                .orElse(List.of());
    }

    /**
     * One of its {@code parentRefs}.
     *
     * @param reference
     *            as written
     */
    record Parent(TcpRoute route, KubernetesObject reference) {

        private boolean isGateway() {
            return reference.text("kind").orElse("Gateway").equals("Gateway")
                    && reference.text("group").orElse(GROUP).equals(GROUP);
        }

        ObjectName gateway() {
            return new ObjectName("Gateway", reference.text("namespace").orElse(route.namespace()),
                    reference.text("name").orElse(""));
        }

        Optional<String> section() {
            return reference.text("sectionName").filter(name -> !name.isEmpty());
        }

        Optional<Integer> port() {
            return reference.number("port").filter(number -> number != 0);
        }

        /** Whether the name and the port it gives, where it gives them, are the listener's. */
        boolean means(GatewayListener listener) {
            return section().filter(name -> !name.equals(listener.name())).isEmpty()
                    && port().filter(number -> number != listener.port()).isEmpty();
        }

        /** Whether it gives a name or a port, and they are the listener's. */
        boolean singlesOut(GatewayListener listener) {
            return (section().isPresent() || port().isPresent()) && means(listener);
        }

        /** What Istio says of this reference in the TCPRoute's status; empty when it says nothing. */
        Optional<StatusConditions> conditions() {
            return route.object.items("status", "parents").stream()
                    .filter(parent -> parent.text("controllerName").filter(GatewayListener.ISTIO_CONTROLLER::equals)
                            .isPresent())
                    .filter(parent -> parent.part("parentRef").map(known -> new Parent(route, known))
                            .filter(this::isSame).isPresent())
                    .findFirst().map(parent -> StatusConditions.of(parent, route.object));
        }

        private boolean isSame(Parent other) {
            return gateway().equals(other.gateway()) && section().equals(other.section())
                    && port().equals(other.port());
        }
    }
}
