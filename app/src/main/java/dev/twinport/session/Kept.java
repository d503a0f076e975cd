package dev.twinport.session;

import dev.twinport.proof.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which proofs of a route are kept whole however many there are: the first failures (how it began), the latest ones
 * (how it is), and the last proof.
 *
 * @param first
 *            the first probes that were not PROVEN, oldest first
 * @param recent
 *            the latest of those that came after them, oldest first
 * @param last
 *            the last probe, whatever came of it; empty before the first
 */
record Kept(List<Proof> first, List<Proof> recent, Optional<Proof> last) {

    static final int FIRST = 3;
    static final int RECENT = 5;
    static final Kept NOTHING = new Kept(List.of(), List.of(), Optional.empty());

    Kept {
        first = List.copyOf(first);
        recent = List.copyOf(recent);
    }

    /** The same with one proof more. */
    Kept with(Proof proof) {
        if (proof.verdict().outcome() == Outcome.PROVEN) {
            return new Kept(first, recent, Optional.of(proof));
        }
        return first.size() < FIRST ? new Kept(and(first, proof), recent, Optional.of(proof))
                : new Kept(first, and(recent.subList(recent.size() < RECENT ? 0 : 1, recent.size()), proof),
                        Optional.of(proof));
    }

    /** All of them, oldest first, each once. */
    List<Proof> proofs() {
        List<Proof> all = new ArrayList<>(first);
        all.addAll(recent);
        last.filter(proof -> proof.verdict().outcome() == Outcome.PROVEN).ifPresent(all::add);
        return all;
    }

    private static List<Proof> and(List<Proof> proofs, Proof proof) {
        List<Proof> more = new ArrayList<>(proofs);
        more.add(proof);
        return more;
    }
}
