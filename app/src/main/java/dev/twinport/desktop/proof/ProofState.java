package dev.twinport.desktop.proof;

import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.time.Instant;

/** How far the proof of a route is. */
public sealed interface ProofState {

    /** No probe was sent yet. */
    record NotAsked() implements ProofState {
    }

    /** A probe is under way. */
    record Probing() implements ProofState {
    }

    /**
     * There is a verdict.
     *
     * @param result
     *            the last probe, and those before it that it is counted with
     * @param began
     *            when the first of them was sent
     */
    record Judged(RouteResult result, Instant began) implements ProofState {

        /** The last probe. */
        public Proof proof() {
            return result.tally().latest().orElseThrow();
        }
    }

    /** There was a verdict, but the route has changed since: it says nothing about today's. */
    record Outdated() implements ProofState {
    }

    /** The user ended the probe. */
    record Cancelled() implements ProofState {
    }
}
