package dev.twinport.practice.api;

import dev.twinport.practice.api.http.ByteStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a port-forward over SPDY on their way to pairs: each connection has one for data and one for errors,
 * with the same request id ({@code httpstream.go} in the kubelet). Used by one thread.
 */
final class StreamPairs {

    /** How long the second stream may take after the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LAST_PORT = 65_535;
    /** How many streams may wait for their other half. */
    private static final int HALVES_LIMIT = 1_000;

    private final Map<String, Half> halves = new HashMap<>();

    /** Both streams of a connection, and the port of the pod that it is for. */
    record Pair(int port, ByteStream data, ByteStream errors) {
    }

    private record Half(ByteStream stream, boolean isData, long since) {
    }

    /** How long to wait for a stream before {@link #giveUpOld} is due. */
    Duration patience() {
        return halves.isEmpty() ? Duration.ofHours(1) : Duration.ofSeconds(1);
    }

    /** Takes a stream; returns the pair it completes. A stream that is not as it must be is refused. */
    Optional<Pair> add(ByteStream stream) {
        int port = port(stream.header("port"));
        String type = stream.header("streamtype");
        if (port < 1 || !(type.equals("data") || type.equals("error"))) {
            stream.reset();
            return Optional.empty();
        }
        try {
            stream.accept();
        } catch (IOException gone) {
            stream.reset();
            return Optional.empty();
        }
        boolean isData = type.equals("data");
        String request = request(stream, isData);
        Half other = halves.get(request);
        if (other == null && halves.size() >= HALVES_LIMIT) {
            stream.reset();
            return Optional.empty();
        }
        if (other == null) {
            halves.put(request, new Half(stream, isData, System.nanoTime()));
            return Optional.empty();
        }
        if (other.isData() == isData) {
            String message = "error processing stream for request %s: %s stream already assigned".formatted(request,
                    type);
            fail(isData ? null : other.stream(), message);
            stream.reset();
            return Optional.empty();
        }
        halves.remove(request);
        return Optional.of(isData ? new Pair(port, stream, other.stream()) : new Pair(port, other.stream(), stream));
    }

    /** Gives those up whose other half has not come in time. */
    void giveUpOld() {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<String, Half>> all = halves.entrySet().iterator(); all.hasNext();) {
            Map.Entry<String, Half> entry = all.next();
            Half half = entry.getValue();
            if (now - half.since() > PATIENCE.toNanos()) {
                fail(half.isData() ? null : half.stream(),
                        "(request=%s) timed out waiting for streams".formatted(entry.getKey()));
                half.stream().reset();
                all.remove();
            }
        }
    }

    private static void fail(@Nullable ByteStream errors, String message) {
        if (errors != null) {
            try {
                errors.output().write(message.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // Then nobody is there to be told.
            }
        }
    }

    /** Clients of old send no id: there, the data stream follows on the error stream. */
    private static String request(ByteStream stream, boolean isData) {
        String given = stream.header("requestid");
        return given.isEmpty() ? Integer.toString(isData ? stream.id() - 2 : stream.id()) : given;
    }

    private static int port(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= LAST_PORT ? Integer.parseInt(text) : 0;
    }
}
