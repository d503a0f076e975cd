package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.api.http.ResponseStream;
import dev.twinport.practice.api.table.TableView;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Watches: one JSON object per change, as a line of a chunked answer or as a text message of a WebSocket. */
final class WatchEndpoint {

    private static final Set<String> TRUE = Set.of("true", "1");
    /** How long a watch lasts when the client does not say; client-go asks for 5 to 10 minutes. */
    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(30);

    private final Store store;
    private final Clock clock;

    WatchEndpoint(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static boolean isAskedFor(Exchange exchange) {
        return TRUE.contains(exchange.query("watch"));
    }

    /** Sends changes until the client goes, its time is over, or it reads too slowly to be kept up to date. */
    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        Selection selection = Selection.of(path, exchange);
        Optional<TableView> table = TableView.askedFor(exchange, path.kind());
        boolean bookmarks = TRUE.contains(exchange.query("allowWatchBookmarks"));
        boolean initial = TRUE.contains(exchange.query("sendInitialEvents"));
        String since = exchange.query("resourceVersion");
        Duration length = length(exchange);
        long version = initial || since.isEmpty() ? 0 : version(since);
        try (ResponseStream stream = exchange.asksForWebSocket() ? exchange.openWebSocket()
                : exchange.openStream("application/json")) {
            var events = new WatchEventWriter(stream, selection, table, clock);
            try (WatchQueue queue = version == 0 ? startWithObjects(selection, events, bookmarks && initial)
                    : new WatchQueue(store, selection, version)) {
                follow(queue, events, length, bookmarks);
            } catch (StoreException expired) {
                events.error(ApiFailure.from(expired));
            }
        }
    }

    private WatchQueue startWithObjects(Selection selection, WatchEventWriter events, boolean markEnd)
            throws IOException {
        Store.Listing listing = store.list(selection.kind(), selection.namespace());
        events.initial(listing.objects());
        if (markEnd) {
            events.bookmark(listing.resourceVersion(), true);
        }
        return new WatchQueue(store, selection, listing.resourceVersion());
    }

    private void follow(WatchQueue queue, WatchEventWriter events, Duration length, boolean bookmarks)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (!queue.overflowed() && end - System.nanoTime() > 0) {
            long version = store.version();
            WatchQueue.Batch batch = queue.next(Duration.ofNanos(end - System.nanoTime()));
            events.changes(batch.events());
            if (bookmarks && batch.isQuiet()) {
                events.bookmark(version, false);
            }
        }
    }

    private static long version(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest("Invalid value: \"%s\": resourceVersion is no number".formatted(text));
        }
    }

    private static Duration length(Exchange exchange) {
        String seconds = exchange.query("timeoutSeconds");
        try {
            return seconds.isEmpty() || seconds.equals("0") ? DEFAULT_LENGTH
                    : Duration.ofSeconds(Integer.parseUnsignedInt(seconds));
        } catch (NumberFormatException malformed) {
            throw ApiFailure.badRequest("Invalid value: \"%s\": timeoutSeconds is no number".formatted(seconds));
        }
    }
}
