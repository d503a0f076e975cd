package dev.twinport.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;

/**
 * One conversation of the server with itself, before anyone else can connect.
 * <p>
 * The JDK opens files when a virtual thread first waits for a socket (its pollers) and when the first random UUID is
 * made. If a crowd of clients has taken all files by then, those classes fail to initialize, and for good: the server
 * would never echo again. So everything a conversation needs is had before the first client is accepted.
 */
final class Rehearsal {

    private static final int LINE = '\n';

    private Rehearsal() {
    }

    /**
     * Holds the conversation; takes some milliseconds the first time and less than one after that.
     *
     * @throws IOException
     *             if there is no file or no port left even for this
     */
    static void hold() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            waitInVain(listener);
            try (Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                client.setSoTimeout(5_000);
                new Conversation(listener.accept(), "", new StampedLog(unheard -> {
                }, Clock.systemUTC()), ended -> {
                }).start();
                client.getOutputStream().write(LINE);
                if (client.getInputStream().read() != LINE) {
                    throw new IOException("The server did not echo to itself");
                }
            }
        }
    }

    // Only a wait that ends by its timeout has certainly gone through the pollers.
    private static void waitInVain(ServerSocket listener) throws IOException {
        listener.setSoTimeout(1);
        Thread waiting = Thread.ofVirtual().name("echo-rehearsal").start(() -> {
            try {
                listener.accept().close();
            } catch (IOException expected) {
                // A timeout, as nobody knows of this port. If the listener is broken, the conversation will tell.
            }
        });
        try {
            waiting.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted before the server listened", interrupted);
        } finally {
            listener.setSoTimeout(5_000);
        }
    }
}
