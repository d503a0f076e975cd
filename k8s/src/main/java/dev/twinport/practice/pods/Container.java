package dev.twinport.practice.pods;

import dev.twinport.echo.EchoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One container of a pod: its current run, and what is left of the one before.
 *
 * @param name
 *            its name in the pod
 * @param image
 *            the image reference it was started from
 * @param id
 *            a made-up container id, new for each run
 * @param sidecar
 *            whether it stands among the init containers and keeps running
 * @param state
 *            what it is doing
 * @param server
 *            the server it runs, and the port of the pod it stands for
 * @param log
 *            what the current run has written
 * @param before
 *            the run before this one
 * @param restarts
 *            how many runs there were before this one
 */
record Container(String name, String image, String id, boolean sidecar, ContainerState state, Optional<Served> server,
        RingLog log, Optional<Ended> before, int restarts) implements AutoCloseable {

    /** A server in this process, standing for {@code port} of the pod's address. */
    record Served(int port, EchoServer server) {

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        }
    }

    /** A run that is over. */
    record Ended(String id, RingLog log, Instant started, Instant finished) {
    }

    boolean isRunning() {
        return state instanceof ContainerState.Running;
    }

    Container in(ContainerState changed) {
        return new Container(name, image, id, sidecar, changed, server, log, before, restarts);
    }

    /** Ends the run: its connections are closed, its log gets no further line. */
    @Override
    public void close() {
        server.ifPresent(served -> served.server().close());
        log.end();
    }
}
