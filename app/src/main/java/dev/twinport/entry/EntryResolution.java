package dev.twinport.entry;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * What looking for a route's entry came to.
 *
 * @param standing
 *            how sure the entry is
 * @param entry
 *            the entry to dial; empty when there is none
 * @param alternatives
 *            further entries that could be dialled, best first
 * @param problem
 *            what is wrong: why there is no entry, or why the one there is may not work (a port the Service does not
 *            expose); with the commands that mend it in its text
 */
public record EntryResolution(Standing standing, Optional<Entry> entry, List<Entry> alternatives,
        Optional<Message> problem) {

    public EntryResolution {
        alternatives = List.copyOf(alternatives);
    }

    /** How sure an entry is. */
    public enum Standing {
        /** Dial it. */
        USABLE,
        /** There is something to dial, and a reason why it may not work. */
        DOUBTFUL,
        /** The cluster has none: no address assigned, no gateway pod, no Service. */
        ABSENT,
        /** It could not be looked up: rights are missing. */
        UNKNOWN
    }
}
