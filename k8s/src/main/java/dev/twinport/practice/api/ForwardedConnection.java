package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ByteStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection through a port-forward: a client's data stream joined to a socket of the pod, and the error stream
 * that says why it could not be. On a thread of its own and a second one for the way there.
 * <p>
 * Each end of stream and each reset is passed on. When the pod ends its side, the client is told after up to a second,
 * unless it ends its own before: so does the kubelet's runtime (containerd's {@code portForward}).
 */
final class ForwardedConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ForwardedPod pod;
    private final int port;
    private final ByteStream data;
    private final ByteStream errors;
    private final Socket socket = new Socket();

    ForwardedConnection(ForwardedPod pod, int port, ByteStream data, ByteStream errors) {
        this.pod = pod;
        this.port = port;
        this.data = data;
        this.errors = errors;
    }

    /** Leads it to its end. */
    void run() {
        try (socket) {
            if (connect()) {
                lead();
                errors.output().close();
                errors.input().close();
            } else {
                errors.output().write(pod.refusal(port).getBytes(StandardCharsets.UTF_8));
                data.reset();
                errors.reset();
            }
        } catch (IOException gone) {
            data.reset();
            errors.reset();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            data.reset();
            errors.reset();
        }
    }

    /** Ends it wherever it is. */
    @Override
    public void close() {
        data.reset();
        errors.reset();
        closeSocket();
    }

    private boolean connect() {
        Optional<InetSocketAddress> address = pod.locate(port);
        if (address.isEmpty()) {
            return false;
        }
        try {
            socket.connect(address.get(), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void lead() throws InterruptedException {
        Thread there = Thread.ofVirtual().name(Thread.currentThread().getName() + "-there").start(this::copyThere);
        try {
            copyBack();
            there.join(FAREWELL);
            data.output().close();
        } catch (IOException broken) {
            // The pod has reset the connection, which the client gets as a reset; or the client is gone.
            data.reset();
        }
        there.join();
    }

    /** From the client to the pod, until the client has sent its last byte. */
    private void copyThere() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int size = data.input().read(buffer); size >= 0; size = data.input().read(buffer)) {
                if (!send(buffer, size)) {
                    return;
                }
            }
            socket.shutdownOutput();
        } catch (IOException resetByClient) {
            closeSocket();
        }
    }

    /** Whether the pod still takes something. If not, it may have sent something before, which is still read. */
    private boolean send(byte[] buffer, int size) throws IOException {
        try {
            socket.getOutputStream().write(buffer, 0, size);
            return true;
        } catch (IOException closedByPod) {
            data.input().close();
            return false;
        }
    }

    private void copyBack() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = socket.getInputStream();
        OutputStream out = data.output();
        for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
            out.write(buffer, 0, size);
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // The file descriptor is gone in any case.
        }
    }
}
