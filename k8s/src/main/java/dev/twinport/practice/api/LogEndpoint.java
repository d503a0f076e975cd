package dev.twinport.practice.api;

import dev.twinport.echo.LogText;
import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.http.ResponseStream;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET …/pods/NAME/log}: what a container has written, and, when followed, what it goes on to write; with the
 * very bytes clients sent, also where they are no text. A followed log ends with its container.
 */
final class LogEndpoint {

    /** RFC 3339 with nanoseconds, all nine digits, as the kubelet writes it. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter
            .ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int BATCH = 256;
    private static final Duration WAIT = Duration.ofSeconds(30);
    /** What a log may be read by over a WebSocket ({@code wsstream.NewDefaultReaderProtocols}). */
    private static final List<String> SUBPROTOCOLS = List.of("binary.k8s.io", "base64.binary.k8s.io");

    private final Store store;
    private final PodLogs logs;
    private final Clock clock;

    LogEndpoint(Store store, PodLogs logs, Clock clock) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
    }

    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        ResourceKey key = path.key();
        LogRequest request = LogRequest.of(exchange, key.name(), clock);
        JsonNode pod = store.get(key);
        LoggedContainer container = LoggedContainer.of(pod, request.container());
        if (pod.at("/spec/nodeName").asString("").isEmpty()) {
            // No node has it yet, and so nobody has a log of it: which is no error.
            exchange.respond(200, "text/plain", new byte[0]);
            return;
        }
        Optional<ContainerLog> log = logs.find(key.namespace(), key.name(), container.name(), request.previous());
        if (log.isEmpty()) {
            throw container.withoutLog(request.previous());
        }
        try (ResponseStream stream = open(exchange)) {
            send(log.get(), request, new LimitedStream(stream, request.limitBytes()));
        }
    }

    private static ResponseStream open(Exchange exchange) throws IOException {
        if (!exchange.asksForWebSocket()) {
            return exchange.openStream("text/plain");
        }
        List<String> offered = exchange.listHeader("Sec-WebSocket-Protocol");
        return exchange.openBinaryWebSocket(offered.isEmpty() ? ""
                : offered.stream().filter(SUBPROTOCOLS::contains).findFirst().orElseThrow(
                        () -> ApiFailure.badRequest("unable to upgrade websocket connection: unsupported protocol")));
    }

    private static void send(ContainerLog log, LogRequest request, LimitedStream stream)
            throws IOException, InterruptedException {
        long next = sendKept(log, request, stream);
        while (request.follow() && !stream.isFull()) {
            if (log.await(next, WAIT)) {
                List<LogEntry> entries = log.read(next, BATCH);
                write(entries.stream(), request, stream);
                next = after(entries, next);
            } else if (log.ended()) {
                return;
            }
        }
    }

    /** Sends what is there now, the last lines only if that is asked for; returns where the next lines begin. */
    private static long sendKept(ContainerLog log, LogRequest request, LimitedStream stream) throws IOException {
        ArrayDeque<LogEntry> tail = new ArrayDeque<>();
        boolean all = request.tailLines() == Long.MAX_VALUE;
        long next = log.firstSequence();
        List<LogEntry> entries = log.read(next, BATCH);
        while (!entries.isEmpty() && !stream.isFull()) {
            next = after(entries, next);
            if (all) {
                write(entries.stream(), request, stream);
            } else {
                tail.addAll(entries);
                while (tail.size() > request.tailLines()) {
                    tail.removeFirst();
                }
            }
            entries = log.read(next, BATCH);
        }
        write(tail.stream(), request, stream);
        return next;
    }

    /** Where the lines after these begin: older ones may have been dropped before they could be read. */
    private static long after(List<LogEntry> entries, long next) {
        return entries.isEmpty() ? next : entries.getLast().sequence() + 1;
    }

    private static void write(Stream<LogEntry> entries, LogRequest request, LimitedStream stream) throws IOException {
        var text = new StringBuilder();
        entries.filter(entry -> !entry.time().isBefore(request.since())).forEach(entry -> {
            if (request.timestamps()) {
                STAMP.formatTo(entry.time(), text);
                text.append(' ');
            }
            text.append(entry.line()).append('\n');
        });
        if (!text.isEmpty()) {
            stream.write(LogText.bytes(text.toString()));
        }
    }
}
