package dev.twinport.practice.mesh;

import dev.twinport.practice.pods.PodNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection through the gateway, on a virtual thread of its own and a second one for the way back.
 * <p>
 * Where there is nowhere to go, the client is let in and closed at once, with no byte sent, as Envoy does; the reason
 * is in the access log only. A side that ends its stream leaves the other direction open. A reset of either side is
 * passed on as a reset.
 */
final class ProxiedConnection implements AutoCloseable {

    /** Istio's default for a destination without a traffic policy. */
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket client;
    private final PortRoute route;
    private final PodNetwork network;
    private final Balancer balancer;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Instant began;
    private volatile @Nullable Socket upstream;
    private volatile boolean closed;

    /**
     * @param route
     *            the route at the time of the connection; later changes do not concern it
     */
    ProxiedConnection(Socket client, PortRoute route, PodNetwork network, Balancer balancer, AccessLog accessLog,
            Clock clock) {
        this.client = client;
        this.route = route;
        this.network = network;
        this.balancer = balancer;
        this.accessLog = accessLog;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Leads the connection to its end. */
    void run() {
        Optional<Destination> chosen = balancer.destination(route.destinations());
        if (chosen.isEmpty()) {
            refuse(ResponseFlag.NC, Optional.empty());
            return;
        }
        Destination destination = chosen.get();
        Optional<String> cluster = destination.exists() ? Optional.of(destination.cluster()) : Optional.empty();
        Optional<ResponseFlag> failure = destination.failure();
        if (failure.isPresent()) {
            refuse(failure.get(), cluster);
            return;
        }
        Endpoint endpoint = balancer.acquire(destination.endpoints());
        try {
            lead(endpoint, cluster);
        } finally {
            balancer.release(endpoint);
        }
    }

    /** Lets the client in and closes it at once. */
    void refuse(ResponseFlag flag, Optional<String> cluster) {
        SocketAddress peer = client.getRemoteSocketAddress();
        closeQuietly(client);
        log(new AccessLogLine(began, lasted(), Optional.of(flag), 0, 0, Optional.empty(), cluster), peer, null);
    }

    /** Ends it wherever it is. */
    @Override
    public void close() {
        closed = true;
        closeQuietly(client);
        closeQuietly(upstream);
    }

    private void lead(Endpoint endpoint, Optional<String> cluster) {
        SocketAddress peer = client.getRemoteSocketAddress();
        Optional<InetSocketAddress> address = network.locate(endpoint.address(), endpoint.port());
        try (Socket pod = new Socket()) {
            upstream = pod;
            if (address.isEmpty() || !connect(pod, address.get())) {
                closeQuietly(client);
                log(new AccessLogLine(began, lasted(), Optional.of(ResponseFlag.UF), 0, 0, Optional.of(endpoint),
                        cluster), peer, null);
                return;
            }
            SocketAddress outgoing = pod.getLocalSocketAddress();
            BytePump there = new BytePump(client, pod);
            BytePump back = new BytePump(pod, client);
            Thread way = Thread.ofVirtual().name(Thread.currentThread().getName() + "-back").start(() -> pump(back));
            pump(there);
            way.join();
            log(new AccessLogLine(began, lasted(), Optional.empty(), there.copied(), back.copied(),
                    Optional.of(endpoint), cluster), peer, outgoing);
        } catch (IOException alreadyBroken) {
            // Closing the pod's socket failed: it is gone in any case.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(client);
        }
    }

    private boolean connect(Socket pod, InetSocketAddress address) {
        try {
            pod.connect(address, CONNECT_MILLIS);
            pod.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            return !closed;
        } catch (IOException refused) {
            return false;
        }
    }

    private void pump(BytePump pump) {
        try {
            pump.run();
        } catch (IOException broken) {
            reset(client);
            reset(upstream);
        }
    }

    private Duration lasted() {
        return Duration.between(began, clock.instant());
    }

    private void log(AccessLogLine line, @Nullable SocketAddress peer, @Nullable SocketAddress outgoing) {
        accessLog.write(route.pod(), line.text(route.podAddress() + ":" + route.gatewayPort(), peer, outgoing));
    }

    private static void reset(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closedAlready) {
                // Then the other thread has done it.
            }
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyBroken) {
                // The file descriptor is gone in any case.
            }
        }
    }
}
