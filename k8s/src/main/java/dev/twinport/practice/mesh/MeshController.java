package dev.twinport.practice.mesh;

import dev.twinport.practice.controllers.Controller;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.pods.PodNetwork;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * istiod and the gateway in one: keeps the open ports as the objects say.
 * <p>
 * Each port of the LoadBalancer Services in front of gateway pods that a route uses is open on 127.0.0.1. A port that
 * cannot be opened (another program has it) is replaced by the next free one, and the Service is changed to say so: its
 * {@code port} becomes the one that is open, its {@code targetPort} stays the gateway's. That is an ordinary Kubernetes
 * object which any client that resolves a Gateway's port by the Service's {@code targetPort} follows without knowing of
 * this; it is also said by a Warning event on the Service, reason {@code PortTaken}, and a notice.
 */
public final class MeshController implements Controller, PodNetwork, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeshController.class);
    private static final String COMPONENT = "practice-gateway";
    private static final String ADDRESS = "127.0.0.1";
    /** When a port that another program has is tried again: nobody says when it is free. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Store store;
    private final EventRecorder events;
    private final Consumer<String> notices;
    private final Clock clock;
    private final GatewayListeners listeners;
    private volatile RoutingTable table = RoutingTable.EMPTY;
    /** What was said of ports that are still taken: they are tried again and again, and it is said once. */
    private Set<String> told = Set.of();

    /**
     * @param times
     *            how long open connections outlive a change
     * @param notices
     *            takes sentences for the user; called by the control loop's thread
     */
    public MeshController(Store store, EventRecorder events, PodNetwork network, AccessLog accessLog, Clock clock,
            RandomGenerator random, DrainTimes times, Consumer<String> notices) {
        this.store = store;
        this.events = events;
        this.notices = notices;
        this.clock = clock;
        this.listeners = new GatewayListeners(network, accessLog, clock, random, times);
    }

    @Override
    public boolean concerns(WatchEvent event) {
        return MeshSnapshot.isMadeOf(event.key().kind());
    }

    @Override
    public Optional<Instant> reconcile() {
        MeshSnapshot snapshot = MeshSnapshot.of(store);
        RoutingTable next = RoutingCompiler.compile(snapshot);
        List<GatewayListeners.Displaced> displaced = listeners.apply(next, servicePorts(snapshot));
        if (!next.equals(table)) {
            LOG.debug("Routes: {}", next);
            table = next;
        }
        Set<String> sentences = new HashSet<>();
        for (GatewayListeners.Displaced port : displaced) {
            String sentence = sentence(port);
            sentences.add(sentence);
            if (port.instead().isPresent() || !told.contains(sentence)) {
                tell(port, sentence);
            }
        }
        told = sentences;
        boolean isComplete = !listeners.lacksSilence()
                && displaced.stream().allMatch(port -> port.instead().isPresent());
        return isComplete ? Optional.empty() : Optional.of(clock.instant().plus(RETRY));
    }

    /** The routes as of the last change. Any thread may ask. */
    RoutingTable table() {
        return table;
    }

    /**
     * The open port that stands for a gateway pod's: a connection to it takes the routes of those from outside, and has
     * its line in the access log. Any thread may ask.
     */
    @Override
    public Optional<InetSocketAddress> locate(String podAddress, int port) {
        return table.routes().stream()
                .filter(route -> route.gatewayPort() == port
                        && route.pods().stream().anyMatch(pod -> pod.address().equals(podAddress)))
                .findFirst().map(route -> new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), route.port()));
    }

    /** Closes all ports and connections. The control loop must have ended. */
    @Override
    public void close() {
        listeners.close();
    }

    private static String sentence(GatewayListeners.Displaced displaced) {
        PortRoute route = displaced.route();
        return displaced.instead()
                .map(port -> "127.0.0.1:%s cannot be opened (%s); 127.0.0.1:%s leads to gateway port %s instead."
                        .formatted(route.port(), displaced.why(), port, route.gatewayPort()))
                .orElseGet(() -> (route.nodePort() ? "127.0.0.1:%s, a node port, cannot be opened (%s)."
                        : "127.0.0.1:%s cannot be opened (%s), nor any of the ports after it.").formatted(route.port(),
                                displaced.why()));
    }

    private void tell(GatewayListeners.Displaced displaced, String sentence) {
        PortRoute route = displaced.route();
        ResourceKey key = new ResourceKey(ResourceKinds.SERVICE, route.service().namespace(), route.service().name());
        LOG.warn(sentence);
        notices.accept(sentence);
        events.warning(new KubernetesObject(store.get(key)), COMPONENT, "PortTaken", sentence);
        displaced.instead().ifPresent(port -> store.update(key, service -> {
            for (JsonNode entry : service.at("/spec/ports")) {
                if (entry instanceof ObjectNode changed && changed.path("port").asInt(0) == route.port()) {
                    changed.put("port", port);
                }
            }
            return service;
        }));
    }

    private static Set<Integer> servicePorts(MeshSnapshot snapshot) {
        Set<Integer> ports = new HashSet<>();
        for (KubernetesObject service : snapshot.services()) {
            service.spec().path("ports").forEach(port -> ports.add(port.path("port").asInt(0)));
        }
        return ports;
    }
}
