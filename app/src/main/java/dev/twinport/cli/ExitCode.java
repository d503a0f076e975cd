package dev.twinport.cli;

import dev.twinport.cluster.ClusterException;
import dev.twinport.proof.Outcome;
import java.util.Collection;

/** The program's exit codes. */
public final class ExitCode {

    /** Every route is proven, or the command did what it was asked to. */
    public static final int PROVEN = 0;
    /** Some route is misrouted or broken. */
    public static final int FAILED = 1;
    /** Some route could not be judged, and none failed. */
    public static final int INCONCLUSIVE = 2;
    /** Every connection is proven, but the shares of the destinations do not fit the weights. */
    public static final int SHARES = 3;
    /** The command line, the kubeconfig, the context or the namespace is wrong (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;
    /** There is no display for the window (EX_UNAVAILABLE of sysexits.h). */
    public static final int UNAVAILABLE = 69;
    /** A mistake in this program (EX_SOFTWARE); never to be taken for a verdict. */
    public static final int UNEXPECTED = 70;
    /** A report could not be written (EX_IOERR of sysexits.h). */
    public static final int NOT_WRITTEN = 74;
    /** Interrupted by the user (128 + SIGINT). */
    public static final int INTERRUPTED = 130;

    private ExitCode() {
    }

    /** The code for a whole verification: a failure outweighs what could not be judged. No route is no proof. */
    public static int of(Collection<Outcome> outcomes) {
        if (outcomes.contains(Outcome.MISROUTED) || outcomes.contains(Outcome.BROKEN)) {
            return FAILED;
        }
        return outcomes.isEmpty() || outcomes.contains(Outcome.INCONCLUSIVE) ? INCONCLUSIVE : PROVEN;
    }

    /** The code when the cluster could not be read at all. */
    public static int of(ClusterException.Cause cause) {
        return switch (cause) {
            case KUBECONFIG_UNREADABLE, NO_SUCH_CONTEXT, NO_SUCH_NAMESPACE -> USAGE;
            case UNREACHABLE, NO_ANSWER, NOT_TRUSTED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, NOT_A_MESH, REFUSED,
                    EXPIRED -> INCONCLUSIVE;
            case CANCELLED -> INTERRUPTED;
        };
    }
}
