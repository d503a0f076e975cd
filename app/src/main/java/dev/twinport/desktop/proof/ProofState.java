package dev.twinport.desktop.proof;

import dev.twinport.session.Proof;

/** How far the proof of a route is. */
public sealed interface ProofState {

    /** No probe was sent yet. */
    record NotAsked() implements ProofState {
    }

    /** A probe is under way. */
    record Probing() implements ProofState {
    }

    record Judged(Proof proof) implements ProofState {
    }

    /** There was a verdict, but the route has changed since: it says nothing about today's. */
    record Outdated() implements ProofState {
    }

    /** The user ended the probe. */
    record Cancelled() implements ProofState {
    }
}
