package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ByteStream;
import dev.twinport.practice.api.http.StreamConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The streams of a port-forward over numbered channels: for each port asked for, in order, one for data and one for
 * errors. The first message of either is the port, two bytes, the lower first ({@code websocket.go} in the kubelet).
 */
final class ChannelPairs {

    private ChannelPairs() {
    }

    /** Begins a connection to each port; there is one at the most. */
    static void begin(StreamConnection connection, List<Integer> ports, ForwardedConnections forwarded)
            throws IOException, InterruptedException {
        for (int port : ports) {
            Optional<ByteStream> data = connection.next(Duration.ZERO);
            Optional<ByteStream> errors = connection.next(Duration.ZERO);
            if (data.isEmpty() || errors.isEmpty()) {
                return; // the client is gone
            }
            byte[] number = { (byte) port, (byte) (port >> 8) };
            data.get().output().write(number);
            errors.get().output().write(number);
            forwarded.begin(port, data.get(), errors.get());
        }
    }
}
