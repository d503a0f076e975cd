package dev.twinport.practice.mesh;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on 127.0.0.1 where connections are not answered, as a load balancer drops what is sent to a port its Service
 * does not have.
 * <p>
 * Nothing may drop packets without rights, so the port listens and never accepts, and its queue is filled with
 * connections of its own: Linux and macOS then leave further ones without an answer until they time out. Windows
 * refuses them. It takes a handful of file descriptors and no thread, and nobody waits for it: connections that find no
 * place in the queue are left to try.
 */
final class SilentPort implements AutoCloseable {

    /** How many connections may be needed to fill the shortest queue there is. */
    private static final int MOST = 12;
    /** How many find no place before it is full for sure: as many as the queue has, should they only be late. */
    private static final int LEFT_OVER = 4;

    private final ServerSocket listener;
    private final List<SocketChannel> queue = new ArrayList<>();

    private SilentPort(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Takes a port, at once.
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
        queue.forEach(SilentPort::closeQuietly);
        closeQuietly(listener);
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException alreadyBroken) {
            // It is no longer open, whatever went wrong.
        }
    }

    private void fill(InetSocketAddress address) {
        int leftOver = 0;
        for (int i = 0; i < MOST && leftOver < LEFT_OVER; i++) {
            try {
                SocketChannel waiting = SocketChannel.open();
                queue.add(waiting);
                waiting.configureBlocking(false);
                if (!waiting.connect(address) && !waiting.finishConnect()) {
                    leftOver++;
                }
            } catch (IOException refused) {
                // A system that refuses where others are silent, or lets this program open no more: it is as full
                // as it gets.
                return;
            }
        }
    }
}
