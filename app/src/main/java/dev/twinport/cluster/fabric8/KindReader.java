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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Lists one kind as far as the rights reach: everywhere, by one request a page; else in each namespace that is meant,
 * and in those where gateways usually are.
 */
final class KindReader {

    private static final int PAGE = 500;
    /** Most requests at once that are made because not everything may be read in one. */
    private static final int AT_ONCE = 16;
    private static final List<String> GATEWAY_NAMESPACES = List.of("istio-system", "istio-ingress");

    private final ApiServer server;
    private final Scope scope;
    private final String home;
    private final String istioVersion;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);
    private final Set<String> namespaces = new LinkedHashSet<>();

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
     * Reads a kind in the version it is served in. Where there are several, all are asked for at once: asking for one
     * after the other would make who waits for all kinds wait longer.
     *
     * @throws ClusterException
     *             when the server cannot be reached or does not know who asks; a missing right is part of the listing
     */
    Listing read(ReadKind kind) throws ClusterException {
        List<String> versions = kind.versions(istioVersion);
        List<CompletableFuture<Optional<Listing>>> underWay = versions.stream()
                .map(version -> Asking.start(kind.kind(), () -> read(kind, version))).toList();
        for (CompletableFuture<Optional<Listing>> reading : underWay) {
            Optional<Listing> listing = Asking.outcome(reading);
            if (listing.isPresent()) {
                return listing.get();
            }
        }
        return new Listing(kind, List.of(), Optional.empty(), List.of());
    }

    /** Empty when a kind that a cluster may do without is not served in this version. */
    private Optional<Listing> read(ReadKind kind, String version) throws ClusterException {
        boolean inScope = kind.staysInScope() && scope.namespace().isPresent();
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        try {
            list(kind, version, inScope ? scope.namespace() : Optional.empty(), objects, positions);
        } catch (ClusterException e) {
            if (e.reason() == Cause.NOT_FOUND && kind.isOptional()) {
                return Optional.empty();
            }
            Message why = missingRight(e);
            return Optional.of(inScope ? new Listing(kind, List.of(), Optional.of(new Unread(why, Set.of())), List.of())
                    : readWhereAllowed(kind, version, why));
        }
        return Optional
                .of(new Listing(kind, objects,
                        scope.namespace().filter(_ -> inScope)
                                .map(name -> new Unread(Message.of("cluster.outsideScope", name), Set.of(name))),
                        positions));
    }

    /** One namespace after the other, several at once: as many requests as there are namespaces. */
    private Listing readWhereAllowed(ReadKind kind, String version, Message why) throws ClusterException {
        Map<String, CompletableFuture<Optional<Listing>>> underWay = new LinkedHashMap<>();
        for (String namespace : kind.hasNamespace() ? namespaces() : Set.<String> of()) {
            underWay.put(namespace,
                    Asking.start(kind.kind() + " of " + namespace, () -> readIfAllowed(kind, version, namespace)));
        }
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        Set<String> readIn = new LinkedHashSet<>();
        for (Map.Entry<String, CompletableFuture<Optional<Listing>>> reading : underWay.entrySet()) {
            Asking.outcome(reading.getValue()).ifPresent(listing -> {
                objects.addAll(listing.objects());
                positions.addAll(listing.positions());
                readIn.add(reading.getKey());
            });
        }
        return new Listing(kind, objects, Optional.of(new Unread(why, readIn)), positions);
    }

    private Optional<Listing> readIfAllowed(ReadKind kind, String version, String namespace) throws ClusterException {
        List<KubernetesObject> objects = new ArrayList<>();
        List<Listing.Position> positions = new ArrayList<>();
        atOnce.acquireUninterruptibly();
        try {
            list(kind, version, Optional.of(namespace), objects, positions);
            return Optional.of(new Listing(kind, objects, Optional.empty(), positions));
        } catch (ClusterException e) {
            missingRight(e);
            return Optional.empty();
        } finally {
            atOnce.release();
        }
    }

    /** Where to look when not everything may be read: where all are meant, in all whose names may be known. */
    private synchronized Set<String> namespaces() throws ClusterException {
        if (namespaces.isEmpty()) {
            namespaces.add(scope.namespace().orElse(home));
            namespaces.addAll(GATEWAY_NAMESPACES);
            if (scope.namespace().isEmpty()) {
                List<KubernetesObject> all = new ArrayList<>();
                try {
                    list(ReadKind.NAMESPACE, "v1", Optional.empty(), all, new ArrayList<>());
                } catch (ClusterException e) {
                    missingRight(e);
                }
                all.forEach(namespace -> namespaces.add(namespace.name()));
            }
        }
        return new LinkedHashSet<>(namespaces);
    }

    /** The sentence of a failure that concerns this kind only; any other is thrown on. */
    private static Message missingRight(ClusterException failure) throws ClusterException {
        if (failure.reason() == Cause.FORBIDDEN || failure.reason() == Cause.NOT_FOUND) {
            return failure.sentence();
        }
        throw failure;
    }

    private void list(ReadKind kind, String version, Optional<String> namespace, List<KubernetesObject> into,
            List<Listing.Position> positions) throws ClusterException {
        Request request = kind.list(version, namespace);
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
        content.putIfAbsent("apiVersion", kind.apiVersion(kind.versions(istioVersion).getFirst()));
        item.part("metadata").ifPresent(metadata -> {
            Map<String, Object> kept = new LinkedHashMap<>(metadata.content());
            kept.remove("managedFields");
            content.put("metadata", kept);
        });
        return new KubernetesObject(content);
    }
}
