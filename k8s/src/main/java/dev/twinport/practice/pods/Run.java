package dev.twinport.practice.pods;

import dev.twinport.echo.EchoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a container's program.
 *
 * @param id
 *            a made-up container id, new for each run
 * @param started
 *            when it began
 * @param log
 *            what it writes
 * @param server
 *            the server it is, when it is one
 */
record Run(String id, Instant started, RingLog log, Optional<Served> server) {

    /**
     * A server in this process.
     *
     * @param port
     *            the port of the pod's address it stands for
     */
    record Served(int port, EchoServer server) {

        InetSocketAddress address() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        }
    }

    /** A run that is over. */
    record Ended(Run run, int exitCode, Instant finished) {

        String reason() {
            return exitCode == 0 ? "Completed" : "Error";
        }
    }

    /** Ends it: its connections are closed, its log gets no further line. */
    Ended end(int exitCode, Instant now) {
        server.ifPresent(served -> served.server().close());
        log.end();
        return new Ended(this, exitCode, now);
    }
}
