package dev.twinport.practice.faults;

import java.util.List;

/**
 * A fault that was switched off.
 *
 * @param was
 *            the fault as it was active
 * @param leftovers
 *            what was not put back, because somebody else has changed it since; usually nothing
 */
public record Restored(ActiveFault was, List<Leftover> leftovers) {

    public Restored {
        leftovers = List.copyOf(leftovers);
    }
}
