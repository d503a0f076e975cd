package dev.twinport.session;

import dev.twinport.console.TranscriptEntry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One probe, from the route it was sent on to the verdict.
 *
 * @param started
 *            when the probe began
 * @param transcript
 *            what was sent and received on its connection, and what happened to it
 * @param took
 *            from the start of the probe, connecting included, to the verdict
 */
public record Proof(Route route, EntryResolution entry, Evidence evidence, Verdict verdict, Instant started,
        List<TranscriptEntry> transcript, Duration took) {

    public Proof {
        transcript = List.copyOf(transcript);
    }
}
