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

/** Watches: one JSON object per change, as a line of a chunked answer or as a text message of a WebSocket. */
final class WatchEndpoint {

    /** How long a watch lasts when the client does not say; client-go asks for 5 to 10 minutes. */
    private static final Duration DEFAULT_LENGTH = Duration.ofMinutes(30);

    private final Store store;
    private final Clock clock;

    WatchEndpoint(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static boolean isAskedFor(Exchange exchange) {
        return Flag.isSet(exchange, "watch");
    }

    /**
     * Sends changes until the client goes, its time is over, it reads too slowly to be kept up to date, or the kind is
     * gone.
     */
    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        Selection selection = Selection.of(path, exchange);
        Optional<TableView> table = TableView.askedFor(exchange, path.kind(), path.version(), store);
        ListOptions options = ListOptions.of(exchange);
        long version = options.version();
        boolean initial = options.sendInitialEvents().orElse(version == 0);
        if (Long.compareUnsigned(version, store.version()) > 0) {
            throw ApiFailure.notYet(options.resourceVersion(), store.version());
        }
        try (ResponseStream stream = exchange.asksForWebSocket() ? exchange.openWebSocket()
                : exchange.openStream("application/json")) {
            var events = new WatchEventWriter(stream, selection, table, clock);
            boolean markEnd = options.bookmarks() && options.sendInitialEvents().orElse(false);
            try (WatchQueue queue = initial ? startWithObjects(selection, events, markEnd)
                    : new WatchQueue(store, selection, version == 0 ? store.version() : version)) {
                follow(queue, events, options.timeout().orElse(DEFAULT_LENGTH), options.bookmarks());
            } catch (StoreException expired) {
                events.error(ApiFailure.from(expired));
            }
        }
    }

    private WatchQueue startWithObjects(Selection selection, WatchEventWriter events, boolean markEnd)
            throws IOException {
        Store.Listing listing = store.list(selection.kind(), selection.namespace());
        // Begun before the objects are written, which may take a slow client longer than the history lasts.
        WatchQueue queue = new WatchQueue(store, selection, listing.resourceVersion());
        try {
            events.initial(listing.objects());
            if (markEnd) {
                events.bookmark(listing.resourceVersion(), true);
            }
            return queue;
        } catch (IOException | RuntimeException gone) {
            queue.close();
            throw gone;
        }
    }

    private void follow(WatchQueue queue, WatchEventWriter events, Duration length, boolean bookmarks)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (!queue.isOver() && end - System.nanoTime() > 0) {
            long version = store.version();
            WatchQueue.Batch batch = queue.next(Duration.ofNanos(end - System.nanoTime()));
            events.changes(batch.events());
            if (bookmarks && batch.isQuiet()) {
                events.bookmark(version, false);
            }
        }
    }
}
