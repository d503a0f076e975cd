package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.flow.Backoff;
import dev.twinport.route.KubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;

/** Keeps the objects of one kind up to date: lists, watches, and begins anew when the watch cannot go on. */
final class KindWatch implements Runnable {

    /** Largest object a watch may tell of; etcd itself refuses more than a tenth of it. */
    private static final int LONGEST_EVENT = 16 * 1024 * 1024;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final Duration RIGHTS_RETRY = Duration.ofSeconds(30);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(2);

    private final ApiServer server;
    private final KindReader reader;
    private final ReadKind kind;
    private final KnownObjects known;
    private final Watching watching;
    private final Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, ThreadLocalRandom.current());
    private Listing listing;

    /** What all watches of a cluster have in common. */
    interface Watching {

        /** The objects of some kind have changed. */
        void changed();

        /** How the connection is for this kind now: the failure, or none. */
        void connection(ReadKind kind, Optional<ClusterException> failure);

        /** Waits; whether the watch is still wanted. */
        boolean pause(Duration time);

        boolean isClosed();
    }

    KindWatch(ApiServer server, KindReader reader, Listing first, KnownObjects known, Watching watching) {
        this.server = server;
        this.reader = reader;
        this.kind = first.kind();
        this.known = known;
        this.watching = watching;
        this.listing = first;
    }

    @Override
    public void run() {
        while (!watching.isClosed()) {
            Duration wait = listing.positions().isEmpty() ? RIGHTS_RETRY : Duration.ZERO;
            if (wait.isZero()) {
                Optional<ClusterException> failure = watchAll(listing.positions());
                if (watching.isClosed()) {
                    return;
                }
                failure.ifPresent(_ -> watching.connection(kind, failure));
                wait = backoff.next();
            }
            if (watching.pause(wait)) {
                listAgain();
            }
        }
    }

    private void listAgain() {
        while (!watching.isClosed()) {
            try {
                listing = reader.read(kind);
                known.replace(listing);
                watching.connection(kind, Optional.empty());
                watching.changed();
                return;
            } catch (ClusterException e) {
                watching.connection(kind, Optional.of(e));
                watching.pause(backoff.next());
            }
        }
    }

    /** Watches all positions until one cannot go on; why it could not, where that is a failure. */
    private Optional<ClusterException> watchAll(List<Listing.Position> positions) {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<Optional<ClusterException>> why = new AtomicReference<>(Optional.empty());
        List<Stream> streams = positions.stream().map(Stream::new).toList();
        for (Stream stream : streams) {
            Thread.ofVirtual().name("watch " + kind.kind()).start(() -> {
                try {
                    Optional<ClusterException> failure = stream.watch();
                    if (ended.getCount() > 0) {
                        why.compareAndSet(Optional.empty(), failure);
                    }
                } finally {
                    ended.countDown();
                }
            });
        }
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        streams.forEach(Stream::stop);
        return why.get();
    }

    /** One watch request after the other, each from where the one before it ended. */
    private final class Stream {

        private final Request request;
        private String version;
        private Optional<InputStream> open = Optional.empty();
        private boolean stopped;

        Stream(Listing.Position position) {
            this.request = position.list().watching().with("watch=true&allowWatchBookmarks=true&timeoutSeconds=300");
            this.version = position.resourceVersion();
        }

        Optional<ClusterException> watch() {
            try {
                long started;
                do {
                    started = System.nanoTime();
                    if (!isTold()) {
                        return Optional.empty();
                    }
                } while (System.nanoTime() - started > SHORT_LIFE.toNanos());
                // Ended at once: the server may be on its way down, or against it.
                return Optional.empty();
            } catch (ClusterException e) {
                // Too old to go on from is no trouble: all is listed anew.
                return e.reason() == ClusterException.Cause.EXPIRED ? Optional.empty() : Optional.of(e);
            } catch (IOException | JacksonException e) {
                return Optional.of(server.failures().noAnswer(e));
            }
        }

        /** Takes events until the stream ends; whether the next may begin where it ended. */
        private boolean isTold() throws ClusterException, IOException {
            InputStream body = server.stream(request.with("resourceVersion=" + Request.query(version)));
            if (!opened(body)) {
                return false;
            }
            Lines lines = new Lines(body, LONGEST_EVENT);
            for (String line = lines.next(); line != null; line = lines.next()) {
                KubernetesObject event = ApiServer.parse(line.getBytes(StandardCharsets.UTF_8));
                if (!take(event.text("type").orElse(""), event.part("object"))) {
                    return false;
                }
            }
            server.release(body);
            return true;
        }

        private boolean take(String type, Optional<KubernetesObject> told) {
            if (type.equals("ERROR") || told.isEmpty()) {
                return false;
            }
            KubernetesObject object = reader.complete(kind, told.get());
            version = object.text("metadata", "resourceVersion").orElse(version);
            backoff.recovered();
            if (type.equals("BOOKMARK")) {
                return true;
            }
            if (type.equals("DELETED")) {
                known.remove(object);
            } else {
                known.put(object);
            }
            watching.changed();
            return true;
        }

        private synchronized boolean opened(InputStream body) {
            if (stopped || watching.isClosed()) {
                server.release(body);
                return false;
            }
            open = Optional.of(body);
            return true;
        }

        private synchronized void stop() {
            stopped = true;
            open.ifPresent(server::release);
        }
    }
}
