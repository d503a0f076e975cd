package dev.twinport.route;

import dev.twinport.message.Message;
import dev.twinport.route.TcpRoute.Parent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which TCPRoute leads a listener's connections, and why none does.
 *
 * @param siblings
 *            all listeners of its Gateway
 * @param routes
 *            the TCPRoutes that name its Gateway, in Istio's order of precedence
 * @param strays
 *            those that name a Gateway which is not there
 */
record Attachment(Inventory inventory, GatewayListener listener, List<GatewayListener> siblings, List<TcpRoute> routes,
        List<TcpRoute> strays) {

    /** The TCPRoute: the oldest of those attached. */
    Optional<TcpRoute> taken() {
        return routes.stream().filter(route -> parentsHere(route).anyMatch(this::holds)).findFirst();
    }

    /** Whether a TCPRoute's reference attaches it here, or would if the listener were for TCP. */
    boolean holds(Parent parent) {
        return isHere(parent) && denial(parent).isEmpty();
    }

    /** Whether a TCPRoute names just this listener. */
    boolean isSingledOut() {
        return routes.stream().flatMap(this::parentsHere).anyMatch(parent -> parent.singlesOut(listener));
    }

    /** Whether {@link #whyNone} has this reference, among others, to tell of. */
    boolean couldHold(Parent parent) {
        if (isHere(parent)) {
            return !isHeldBySibling(parent) && (parent.means(listener) || meansNone(parent));
        }
        return isAstray(parent) && (parent.singlesOut(listener) || parent.section().isEmpty());
    }

    /** Whether Istio has said nothing at all of the TCPRoute that it should have taken. */
    boolean isUnseen(TcpRoute taken) {
        return listener.isServed()
                && parentsHere(taken).filter(this::holds).allMatch(parent -> parent.conditions().isEmpty());
    }

    /** Why no TCPRoute is attached. */
    Message whyNone() {
        List<Parent> here = routes.stream().flatMap(this::parentsHere).filter(this::couldHold).toList();
        Optional<Message> denied = here.stream().filter(parent -> parent.means(listener))
                .flatMap(parent -> denial(parent).stream()).findFirst();
        return denied.or(() -> here.stream().findFirst().map(this::without)).or(this::astray)
                .or(() -> inventory.unread(TcpRoute.KIND)
                        .map(why -> Message.of("route.noTcpRouteRead", listener.name(), gatewayPath(), why)))
                .orElseGet(() -> Message.of("route.noTcpRoute", listener.name(), gatewayPath(), listener.port()));
    }

    /** Why a reference finds no listener of its Gateway by name and port. */
    private Message without(Parent parent) {
        return withoutListener(parent, siblings);
    }

    /** Why a reference finds none of a Gateway's listeners by name and port. */
    static Message withoutListener(Parent parent, List<GatewayListener> listeners) {
        String path = parent.route().path();
        String gateway = parent.gateway().path();
        Optional<GatewayListener> named = parent.section()
                .flatMap(name -> listeners.stream().filter(candidate -> candidate.name().equals(name)).findFirst());
        String known = listeners.stream().map(candidate -> candidate.name() + " (" + candidate.port() + ")")
                .collect(Collectors.joining(", "));
        if (named.isPresent()) {
            return Message.of("route.listenerPortApart", path, named.get().name(), parent.port().orElse(0), gateway,
                    named.get().port());
        }
        return parent.section().map(name -> Message.of("route.noListener", path, name, gateway, known))
                .orElseGet(() -> Message.of("route.noListenerPort", path, parent.port().orElse(0), gateway, known));
    }

    private Optional<Message> astray() {
        return strays.stream().flatMap(route -> route.parents().stream()).filter(parent -> !isHere(parent))
                .filter(this::couldHold).findFirst().map(parent -> Message.of("route.tcpRouteNamesOtherGateway",
                        parent.route().path(), parent.gateway().path(), gatewayPath()));
    }

    private Optional<Message> denial(Parent parent) {
        if (!parent.means(listener)) {
            return Optional.of(without(parent));
        }
        String path = parent.route().path();
        if (!listener.isForTcp()) {
            // What is singled out is meant, whatever its protocol: then that is the mistake, and the listener's.
            return parent.singlesOut(listener) ? Optional.empty()
                    : Optional.of(
                            Message.of("route.listenerProtocol", listener.name(), gatewayPath(), listener.protocol()));
        }
        Namespaces namespaces = new Namespaces(inventory, listener);
        if (!namespaces.admit(parent.route().namespace()).orElse(true)) {
            return Optional.of(Message.of("route.namespaceNotAllowed", listener.name(), gatewayPath(),
                    parent.route().namespace(), namespaces.from(), path));
        }
        if (!listener.allowsTcpRoutes()) {
            return Optional.of(Message.of("route.kindNotAllowed", listener.name(), gatewayPath(), path));
        }
        return parent.conditions().flatMap(conditions -> conditions.denial("Accepted"))
                .map(said -> Message.of("route.tcpRouteDenied", path, said));
    }

    private Stream<Parent> parentsHere(TcpRoute route) {
        return route.parents().stream().filter(this::isHere);
    }

    private boolean isHere(Parent parent) {
        return parent.gateway().equals(listener.gateway().objectName());
    }

    private boolean isAstray(Parent parent) {
        return parent.gateway().namespace().equals(listener.gateway().namespace())
                && inventory.unread(GatewayKind.GATEWAY_API.key(), parent.gateway().namespace()).isEmpty()
                && GatewayKind.GATEWAY_API.find(inventory, parent.gateway()).isEmpty();
    }

    private boolean isHeldBySibling(Parent parent) {
        return siblings.stream().filter(sibling -> !sibling.equals(listener))
                .anyMatch(sibling -> new Attachment(inventory, sibling, siblings, routes, strays).holds(parent));
    }

    private boolean meansNone(Parent parent) {
        return siblings.stream().noneMatch(parent::means);
    }

    private String gatewayPath() {
        return listener.gateway().objectName().path();
    }
}
