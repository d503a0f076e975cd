package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.cluster.Scope;
import dev.twinport.message.Message;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists one kind as far as the rights reach: everywhere, else in the namespaces where routes and gateways usually are.
 */
final class KindReader {

    private static final int PAGE = 500;
    private static final List<String> GATEWAY_NAMESPACES = List.of("istio-system", "istio-ingress");

    private final ApiServer server;
    private final Scope scope;
    private final String home;
    private final String istioVersion;

    /**
     * @param home
     *            the context's namespace: tried when not everything may be read
     */
    KindReader(ApiServer server, Scope scope, String home, String istioVersion) {
        this.server = server;
        this.scope = scope;
        this.home = home;
        this.istioVersion = istioVersion;
    }

    /**
     * @throws ClusterException
     *             when the server cannot be reached or does not know who asks; a missing right is part of the listing
     */
    Listing read(ReadKind kind) throws ClusterException {
        if (kind == ReadKind.VIRTUAL_SERVICE && scope.namespace().isPresent()) {
            return readInScope(kind, scope.namespace().get());
        }
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        try {
            list(kind, Optional.empty(), objects, positions);
            return new Listing(kind, objects, Optional.empty(), positions);
        } catch (ClusterException e) {
            return readWhereAllowed(kind, missingRight(e));
        }
    }

    private Listing readInScope(ReadKind kind, String namespace) throws ClusterException {
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        Unread unread;
        try {
            list(kind, Optional.of(namespace), objects, positions);
            unread = new Unread(Message.of("cluster.outsideScope", namespace), Set.of(namespace));
        } catch (ClusterException e) {
            unread = new Unread(missingRight(e), Set.of());
        }
        return new Listing(kind, objects, Optional.of(unread), positions);
    }

    private Listing readWhereAllowed(ReadKind kind, Message why) throws ClusterException {
        Set<String> namespaces = new LinkedHashSet<>();
        if (kind.hasNamespace()) {
            namespaces.add(scope.namespace().orElse(home));
            namespaces.addAll(GATEWAY_NAMESPACES);
        }
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        Set<String> readIn = new LinkedHashSet<>();
        for (String namespace : namespaces) {
            try {
                list(kind, Optional.of(namespace), objects, positions);
                readIn.add(namespace);
            } catch (ClusterException e) {
                missingRight(e);
            }
        }
        return new Listing(kind, objects, Optional.of(new Unread(why, readIn)), positions);
    }

    /** The sentence of a failure that concerns this kind only; any other is thrown on. */
    private static Message missingRight(ClusterException failure) throws ClusterException {
        if (failure.reason() == Cause.FORBIDDEN || failure.reason() == Cause.NOT_FOUND) {
            return failure.sentence();
        }
        throw failure;
    }

    private void list(ReadKind kind, Optional<String> namespace, List<KubernetesObject> into,
            List<Listing.Position> positions) throws ClusterException {
        Request request = kind.list(istioVersion, namespace);
        String next = "";
        do {
            String page = "limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + Request.query(next));
            KubernetesObject list = server.get(request.with(page));
            list.items("items").forEach(item -> into.add(complete(kind, item)));
            next = list.text("metadata", "continue").orElse("");
            if (next.isEmpty()) {
                positions.add(new Listing.Position(request, list.text("metadata", "resourceVersion").orElse("")));
            }
        } while (!next.isEmpty());
    }

    /** Items of a list do not say what they are, and carry a history nobody here wants. */
    KubernetesObject complete(ReadKind kind, KubernetesObject item) {
        Map<String, Object> content = new LinkedHashMap<>(item.content());
        content.putIfAbsent("kind", kind.kind());
        content.putIfAbsent("apiVersion", kind.apiVersion(istioVersion));
        item.part("metadata").ifPresent(metadata -> {
            Map<String, Object> kept = new LinkedHashMap<>(metadata.content());
            kept.remove("managedFields");
            content.put("metadata", kept);
        });
        return new KubernetesObject(content);
    }
}
