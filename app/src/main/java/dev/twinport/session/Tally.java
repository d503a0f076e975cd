package dev.twinport.session;

import dev.twinport.proof.Outcome;
import dev.twinport.route.PodName;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a route's probes have come to so far. However many there were, only those that tell the most are kept whole.
 *
 * @param counts
 *            probes by outcome; an outcome that did not happen is not among the keys
 * @param byPod
 *            probes that came back, by the pod that took them, as far as that is known
 * @param latest
 *            the last probe; empty before the first
 * @param latestFailure
 *            the last probe that was not PROVEN
 * @param since
 *            when the outcome the last probe had began: the start of the first of the probes in a row that had it
 */
public record Tally(Map<Outcome, Integer> counts, Map<PodName, Integer> byPod, Optional<Proof> latest,
        Optional<Proof> latestFailure, Optional<Instant> since) {

    public static final Tally EMPTY = new Tally(Map.of(), Map.of(), Optional.empty(), Optional.empty(),
            Optional.empty());

    public Tally {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        byPod = Collections.unmodifiableMap(new LinkedHashMap<>(byPod));
    }

    /** The tally with one probe more. */
    public Tally with(Proof proof) {
        Outcome outcome = proof.verdict().outcome();
        Map<Outcome, Integer> counted = new EnumMap<>(Outcome.class);
        counted.putAll(counts);
        counted.merge(outcome, 1, Integer::sum);
        Map<PodName, Integer> pods = new LinkedHashMap<>(byPod);
        if (proof.evidence().echoed().isPresent()) {
            proof.verdict().pod().ifPresent(pod -> pods.merge(pod, 1, Integer::sum));
        }
        boolean goesOn = latest.filter(last -> last.verdict().outcome() == outcome).isPresent();
        return new Tally(counted, pods, Optional.of(proof),
                outcome == Outcome.PROVEN ? latestFailure : Optional.of(proof),
                goesOn ? since : Optional.of(proof.started()));
    }

    /** How many probes there were. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many of them had this outcome. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
