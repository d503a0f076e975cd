package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.http.ResponseStream;
import dev.twinport.echo.LogText;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET …/pods/NAME/log}: what a container has written, and, when followed, what it goes on to write; with the
 * very bytes clients sent, also where they are no text.
 */
final class LogEndpoint {

    /** RFC 3339 with nanoseconds, all nine digits, as the kubelet writes it. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
            .withZone(ZoneOffset.UTC);
    private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";
    private static final int BATCH = 256;
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Store store;
    private final PodLogs logs;
    private final Clock clock;

    LogEndpoint(Store store, PodLogs logs, Clock clock) {
        this.store = store;
        this.logs = logs;
        this.clock = clock;
    }

    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        LogRequest request = LogRequest.of(exchange, clock);
        ResourceKey key = path.key();
        JsonNode pod = store.get(key);
        String container = container(pod, request.container(), key.name());
        Optional<ContainerLog> log = logs.find(key.namespace(), key.name(), container, request.previous());
        if (log.isEmpty()) {
            throw ApiFailure.badRequest(request.previous()
                    ? "previous terminated container \"%s\" in pod \"%s\" not found".formatted(container, key.name())
                    : "container \"%s\" in pod \"%s\" is waiting to start: ContainerCreating".formatted(container,
                            key.name()));
        }
        try (ResponseStream stream = exchange.asksForWebSocket() ? exchange.openWebSocket()
                : exchange.openStream("text/plain")) {
            send(log.get(), request, stream);
        }
    }

    private static void send(ContainerLog log, LogRequest request, ResponseStream stream)
            throws IOException, InterruptedException {
        long next = sendKept(log, request, stream);
        while (request.follow()) {
            if (log.await(next, WAIT)) {
                next = Math.max(next, log.firstSequence());
                List<LogEntry> entries = log.read(next, BATCH);
                write(entries.stream(), request, stream);
                next += entries.size();
            } else if (log.ended()) {
                return;
            }
        }
    }

    /** Sends what is there now, the last lines only if that is asked for; returns where the next lines begin. */
    private static long sendKept(ContainerLog log, LogRequest request, ResponseStream stream) throws IOException {
        ArrayDeque<LogEntry> tail = new ArrayDeque<>();
        boolean all = request.tailLines() == Long.MAX_VALUE;
        long next = log.firstSequence();
        List<LogEntry> entries = log.read(next, BATCH);
        while (!entries.isEmpty()) {
            next += entries.size();
            if (all) {
                write(entries.stream(), request, stream);
            } else {
                tail.addAll(entries);
                while (tail.size() > request.tailLines()) {
                    tail.removeFirst();
                }
            }
            next = Math.max(next, log.firstSequence());
            entries = log.read(next, BATCH);
        }
        write(tail.stream(), request, stream);
        return next;
    }

    private static void write(Stream<LogEntry> entries, LogRequest request, ResponseStream stream) throws IOException {
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

    private static String container(JsonNode pod, String asked, String podName) {
        List<String> names = Stream.of("containers", "initContainers")
                .flatMap(list -> pod.path("spec").path(list).valueStream())
                .map(container -> container.path("name").asString("")).toList();
        String chosen = asked.isEmpty() ? pod.at("/metadata/annotations").path(DEFAULT_CONTAINER).asString("") : asked;
        if (names.contains(chosen)) {
            return chosen;
        }
        if (!asked.isEmpty() || names.isEmpty()) {
            throw ApiFailure.badRequest("container %s is not valid for pod %s".formatted(asked, podName));
        }
        return names.getFirst();
    }
}
