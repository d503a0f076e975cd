package dev.twinport.session;

import dev.twinport.entry.EntryResolution;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Route;
import java.time.Duration;

/**
 * One probe, from the route it was sent on to the verdict.
 *
 * @param took
 *            from the start of the probe, connecting included, to the verdict
 */
public record Proof(Route route, EntryResolution entry, Evidence evidence, Verdict verdict, Duration took) {
}
