package dev.twinport.practice.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port of the gateway, open on 127.0.0.1. A platform thread, a daemon, accepts; each connection is handed on with
 * the route of that moment.
 */
final class GatewayListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayListener.class);
    private static final int BACKLOG = 1024;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerSocket socket;
    private final BiConsumer<Socket, PortRoute> accepted;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile PortRoute route;

    private GatewayListener(ServerSocket socket, PortRoute route, BiConsumer<Socket, PortRoute> accepted) {
        this.socket = socket;
        this.route = route;
        this.accepted = accepted;
    }

    /**
     * Opens a port.
     *
     * @param accepted
     *            takes the connections, on the accepting thread; must be quick
     *
     * @throws IOException
     *             when the port cannot be listened on
     */
    static GatewayListener open(int port, PortRoute route, BiConsumer<Socket, PortRoute> accepted) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port), BACKLOG);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
        GatewayListener listener = new GatewayListener(socket, route, accepted);
        Thread.ofPlatform().daemon().name("practice-gateway-" + port + "-accept").start(listener::acceptUntilClosed);
        return listener;
    }

    /** Where connections that come now are led. */
    PortRoute route() {
        return route;
    }

    /** Leads connections that come from now on another way. */
    void lead(PortRoute changed) {
        route = changed;
    }

    /** Stops listening. Connections that were accepted stay open. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It listens no more, whatever went wrong.
        }
    }

    private void acceptUntilClosed() {
        boolean told = false;
        while (!socket.isClosed()) {
            try {
                handOn(socket.accept());
                told = false;
            } catch (IOException | OutOfMemoryError | RuntimeException failure) {
                if (socket.isClosed()) {
                    return;
                }
                // Out of file descriptors or of memory: both come back when connections end. Whatever else goes wrong
                // with one connection is no reason to take no others.
                // Said once, not ten times a second.
                if (!told) {
                    LOG.warn("Port {} cannot accept a connection: {}", socket.getLocalPort(), failure.toString());
                }
                told = true;
                if (stoppedWithinPause()) {
                    return;
                }
            }
        }
    }

    private void handOn(Socket client) throws IOException {
        boolean taken = false;
        try {
            accepted.accept(client, route);
            taken = true;
        } finally {
            if (!taken) {
                client.close();
            }
        }
    }

    private boolean stoppedWithinPause() {
        try {
            return stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            // Nothing interrupts this thread but a program that ends.
            return true;
        }
    }
}
