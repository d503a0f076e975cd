package dev.twinport.practice.mesh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on 127.0.0.1 where connections are not answered, as a load balancer drops what is sent to a port its Service
 * does not have.
 * <p>
 * Nothing may drop packets without rights, so the port listens and never accepts, and its queue is filled with
 * connections of its own: Linux and macOS then leave further ones without an answer until they time out. Windows
 * refuses them. It takes a handful of file descriptors and no thread.
 */
final class SilentPort implements AutoCloseable {

    /** How many connections may be needed to fill the shortest queue there is. */
    private static final int MOST = 12;
    private static final int ANSWERED_WITHIN_MILLIS = 100;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    private SilentPort(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Takes a port.
     *
     * @throws IOException
     *             when it cannot be listened on
     */
    static SilentPort open(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port);
        SilentPort silent = new SilentPort(new ServerSocket());
        try {
            silent.listener.bind(address, 1);
        } catch (IOException taken) {
            silent.close();
            throw taken;
        }
        silent.fill(address);
        return silent;
    }

    /** Gives the port back. */
    @Override
    public void close() {
        queue.forEach(UpstreamHop::closeQuietly);
        try {
            listener.close();
        } catch (IOException alreadyBroken) {
            // It listens no more, whatever went wrong.
        }
    }

    private void fill(InetSocketAddress address) {
        for (int i = 0; i < MOST; i++) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(address, ANSWERED_WITHIN_MILLIS);
            } catch (IOException full) {
                UpstreamHop.closeQuietly(waiting);
                return;
            }
        }
    }
}
