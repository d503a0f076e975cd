package dev.twinport.practice.api;

import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list, or as much of it as a client wants at once.
 *
 * @param version
 *            the version at which all pages of the list are read
 * @param next
 *            where it goes on; empty at the end
 * @param remaining
 *            how many more there are; empty at the end, and when selectors make it unknown
 */
record Page(List<ObjectNode> objects, long version, Optional<ContinueToken> next, OptionalInt remaining) {

    /**
     * Reads a page.
     *
     * @throws ApiFailure
     *             when it cannot be had: Expired when the list was begun too long ago, Timeout for a version that is
     *             not there yet
     */
    static Page of(Store store, Selection selection, ListOptions options) {
        Optional<ContinueToken> token = options.token().isEmpty() ? Optional.empty()
                : Optional.of(ContinueToken.parse(options.token()));
        Store.Listing listing = token.isPresent() ? goOn(store, selection, options, token.get())
                : begin(store, selection, options);
        String after = token.map(ContinueToken::after).orElse("");
        List<ObjectNode> left = listing.objects().stream()
                .filter(object -> after.isEmpty() || place(object).compareTo(after) > 0).filter(selection::matches)
                .toList();
        boolean everything = options.limit() == 0 || left.size() <= options.limit()
                || (token.isEmpty() && options.resourceVersion().equals("0"));
        if (everything) {
            return new Page(left, listing.resourceVersion(), Optional.empty(), OptionalInt.empty());
        }
        List<ObjectNode> page = left.subList(0, (int) options.limit());
        OptionalInt remaining = selection.isSelective() ? OptionalInt.empty()
                : OptionalInt.of(left.size() - page.size());
        return new Page(page, listing.resourceVersion(),
                Optional.of(new ContinueToken(listing.resourceVersion(), place(page.getLast()))), remaining);
    }

    /** Adds to a list's metadata what its client needs to go on. */
    void describe(ObjectNode metadata) {
        metadata.put("resourceVersion", Long.toString(version));
        next.ifPresent(token -> metadata.put("continue", token.text()));
        remaining.ifPresent(count -> metadata.put("remainingItemCount", count));
    }

    private static Store.Listing begin(Store store, Selection selection, ListOptions options) {
        long version = options.version();
        long current = store.version();
        if (Long.compareUnsigned(version, current) > 0) {
            throw ApiFailure.notYet(options.resourceVersion(), current);
        }
        return options.isExact() ? store.listAt(selection.kind(), selection.namespace(), version)
                : store.list(selection.kind(), selection.namespace());
    }

    private static Store.Listing goOn(Store store, Selection selection, ListOptions options, ContinueToken token) {
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
            throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
        }
        if (token.version() == ContinueToken.LATEST) {
            return store.list(selection.kind(), selection.namespace());
        }
        if (token.version() <= 0 || token.version() > store.version()) {
            throw ApiFailure.badRequest("invalid continue token: continue key is not valid: no such version");
        }
        try {
            return store.listAt(selection.kind(), selection.namespace(), token.version());
        } catch (StoreException expired) {
            throw ApiFailure.expiredList(new ContinueToken(ContinueToken.LATEST, token.after()));
        }
    }

    private static String place(JsonNode object) {
        return object.at("/metadata/namespace").asString("") + "/" + object.at("/metadata/name").asString("");
    }
}
