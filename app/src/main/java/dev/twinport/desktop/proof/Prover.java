package dev.twinport.desktop.proof;

import dev.twinport.session.Proof;

/** Sends one probe. */
@FunctionalInterface
public interface Prover {

    /**
     * Blocks until there is a verdict.
     *
     * @throws InterruptedException
     *             when the thread was interrupted: the probe is cancelled
     */
    Proof prove() throws InterruptedException;
}
