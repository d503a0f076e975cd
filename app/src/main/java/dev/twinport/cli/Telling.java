package dev.twinport.cli;

import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Verification;

/** Tells of a verification while it runs. Closed when it has ended, whichever way. */
interface Telling extends Verification.Listener, AutoCloseable {

    /** Says nothing. */
    Telling NOTHING = (_, _) -> {
    };

    @Override
    void proved(Proof proof, RouteResult result);

    @Override
    default void close() {
        // Nothing is open.
    }
}
