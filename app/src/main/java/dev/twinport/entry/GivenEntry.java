package dev.twinport.entry;

import dev.twinport.message.Message;
import dev.twinport.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address the user says routes are entered by: for a gateway whose Service the user may not read, or that is reached
 * another way, such as a tunnel.
 *
 * @param gatewayPort
 *            the port of the routes it is for; empty for all that have none of their own
 * @param host
 *            address or name
 * @param port
 *            the port to dial; empty for the route's own
 */
public record GivenEntry(Optional<Integer> gatewayPort, String host, Optional<Integer> port) {

    /** What was found for the route, or in its place what was said. Pure. */
    public static EntryResolution over(EntryResolution found, Route route, List<GivenEntry> given) {
        return given.stream().filter(entry -> entry.gatewayPort().filter(port -> port == route.port()).isPresent())
                .findFirst().or(() -> given.stream().filter(entry -> entry.gatewayPort().isEmpty()).findFirst())
                .map(entry -> entry.before(found, route)).orElse(found);
    }

    private EntryResolution before(EntryResolution found, Route route) {
        List<Entry> others = new ArrayList<>(found.entry().stream().toList());
        others.addAll(found.alternatives());
        Entry entry = new Entry(host, port.orElse(route.port()), Entry.Kind.GIVEN_BY_USER,
                Message.of("entry.givenByUser"));
        return new EntryResolution(EntryResolution.Standing.USABLE, Optional.of(entry), others, Optional.empty());
    }
}
