package dev.twinport.cluster;

import dev.twinport.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * The faults of a practice cluster, in the namespace of the tutorial's objects; at most one is on. Methods may be
 * called by any thread but the window's: they may take a second.
 */
public interface PracticeFaults {

    /** All there are, in the order they are listed. */
    List<PracticeFault> all();

    /** The one that is on. Also one that was switched on in another way, by an annotation. */
    Optional<Active> active();

    /**
     * Switches one on, in place of the one that is on.
     *
     * @throws ClusterException
     *             when the cluster's objects are not as the fault needs them; nothing is changed then
     */
    void inject(String id) throws ClusterException;

    /**
     * Switches on the one that belongs to a number, without telling which. The same number is the same fault in every
     * practice cluster.
     *
     * @throws ClusterException
     *             as {@link #inject}
     */
    void injectRandom(long seed) throws ClusterException;

    /** Switches it off; returns what could not be put back, usually nothing. Does nothing when none is on. */
    List<Message> restore();

    /** Tells which one it is that was drawn at random. */
    Optional<PracticeFault> reveal();

    /**
     * A fault that is on.
     *
     * @param hidden
     *            whether it was drawn at random and is not to be told yet
     */
    record Active(PracticeFault fault, boolean hidden) {
    }
}
