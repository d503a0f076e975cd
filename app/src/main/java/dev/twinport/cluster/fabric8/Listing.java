package dev.twinport.cluster.fabric8;

import dev.twinport.route.KubernetesObject;
import dev.twinport.route.Unread;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one kind, as far as they could be read.
 *
 * @param unread
 *            why and where they could not; empty when they are all
 * @param positions
 *            where watching goes on from
 */
record Listing(ReadKind kind, List<KubernetesObject> objects, Optional<Unread> unread, List<Position> positions) {

    Listing {
        objects = List.copyOf(objects);
        positions = List.copyOf(positions);
    }

    /**
     * A list that was read, and the version it had.
     *
     * @param list
     *            the request for the list
     */
    record Position(Request list, String resourceVersion) {
    }
}
