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
 * One client's connection through the gateway and the pod's sidecar, on a virtual thread of its own and a second one
 * for the way back.
 * <p>
 * Where there is nowhere to go, the client is let in and closed at once, with no byte sent, as Envoy does; the reason
 * is in the access log only. A side that ends its stream leaves the other direction open. A reset of either side is
 * passed on as a reset. The gateway logs a line at the end, and so does the sidecar.
 */
final class ProxiedConnection implements AutoCloseable {

    /** The sidecar's address inside the pod. */
    private static final String INSIDE_POD = "127.0.0.6";

    private final Socket client;
    private final PortRoute route;
    private final GatewayPod gateway;
    private final PodNetwork network;
    private final Balancer balancer;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Instant began;
    private final @Nullable SocketAddress peer;
    private final Socket pod = new Socket();
    private volatile Optional<Endpoint> endpoint = Optional.empty();

    /**
     * @param route
     *            the route at the time of the connection; later changes do not concern it
     */
    ProxiedConnection(Socket client, PortRoute route, PodNetwork network, Balancer balancer, AccessLog accessLog,
            Clock clock) {
        this.client = client;
        this.route = route;
        this.gateway = balancer.gateway(route.pods());
        this.network = network;
        this.balancer = balancer;
        this.accessLog = accessLog;
        this.clock = clock;
        this.began = clock.instant();
        this.peer = client.getRemoteSocketAddress();
    }

    PortRoute route() {
        return route;
    }

    /** The gateway pod that took it. */
    ObjectName gatewayPod() {
        return gateway.name();
    }

    /** What took it there. */
    FilterChain chain() {
        return FilterChain.of(route.protocol(), route.destinations(), gateway.policy());
    }

    /** The pod it leads to; empty before it does. */
    Optional<Endpoint> endpoint() {
        return endpoint;
    }

    /** Leads the connection to its end. */
    void run() {
        try {
            if (route.protocol() == PortProtocol.HTTP) {
                new HttpConversation(client, clock, ownAddress(), address(peer), "-",
                        (line, since) -> write(gateway.name(), line, since)).run();
            } else {
                choose();
            }
        } catch (IOException broken) {
            // The client went before anything could be said.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Lets the client in and closes it at once. */
    void refuse(ResponseFlag flag, String cluster) {
        close();
        write(gateway.name(), line().flagged(flag).to(cluster), began);
    }

    /** Ends it wherever it is. */
    @Override
    public void close() {
        UpstreamHop.closeQuietly(client);
        UpstreamHop.closeQuietly(pod);
    }

    private void choose() throws IOException, InterruptedException {
        Optional<Destination> chosen = balancer.destination(route.destinations());
        if (chosen.isEmpty()) {
            refuse(ResponseFlag.NC, "-");
            return;
        }
        Destination destination = chosen.get();
        Optional<ResponseFlag> failure = destination.failure();
        if (failure.isPresent()) {
            refuse(failure.get(), destination.exists() ? destination.cluster() : "-");
            return;
        }
        Optional<Endpoint> acquired = balancer.acquire(destination);
        if (acquired.isEmpty()) {
            refuse(ResponseFlag.UO, destination.cluster());
            return;
        }
        endpoint = acquired;
        try {
            lead(destination, acquired.get());
        } finally {
            balancer.release(destination, acquired.get());
        }
    }

    private void lead(Destination destination, Endpoint to) throws IOException, InterruptedException {
        Optional<InetSocketAddress> server = network.locate(to.address(), to.port());
        ObjectName podName = to.sidecar().map(Sidecar::pod).orElse(gateway.name());
        UpstreamHop hop = new UpstreamHop(client, pod, server, parties(destination, to), clock,
                (line, since) -> write(podName, line, since));
        AccessLogLine line = hop.run();
        close();
        write(gateway.name(), line, began);
    }

    private UpstreamHop.Parties parties(Destination destination, Endpoint to) {
        ClientTls tls = destination.policy().tls();
        boolean mutual = to.sidecar().filter(sidecar -> Passage.isMutual(tls, sidecar)).isPresent();
        // The client's own port stands for the ports the proxies would connect from.
        String between = gateway.address() + ":" + port();
        Peer toGateway = new Peer(clientAddress(), Optional.empty(), gateway.address(), route.gatewayPort(), "");
        Peer toSidecar = new Peer(gateway.address(), mutual ? Optional.of(gateway.principal()) : Optional.empty(),
                to.address(), to.port(), mutual ? destination.serverName() : "");
        AccessLogLine sidecar = AccessLogLine.tcp(to.toString(), between).to("inbound|%s||".formatted(to.port()))
                .at(to.toString(), INSIDE_POD + ":" + port()).named(mutual ? destination.serverName() : "-");
        return new UpstreamHop.Parties(Passage.of(tls, to), destination.policy(),
                line().to(destination.cluster()).at(to.toString(), between), sidecar,
                gateway.policy().denial(toGateway), to.sidecar().flatMap(known -> known.policy().denial(toSidecar)));
    }

    private AccessLogLine line() {
        return AccessLogLine.tcp(ownAddress(), address(peer));
    }

    private String ownAddress() {
        return gateway.address() + ":" + route.gatewayPort();
    }

    private void write(ObjectName podName, AccessLogLine line, Instant since) {
        accessLog.write(podName, line.text(since, Duration.between(since, clock.instant())));
    }

    private String clientAddress() {
        return peer instanceof InetSocketAddress known ? known.getAddress().getHostAddress() : "";
    }

    private int port() {
        return peer instanceof InetSocketAddress known ? known.getPort() : 0;
    }

    private static String address(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress known ? known.getAddress().getHostAddress() + ":" + known.getPort()
                : "-";
    }
}
