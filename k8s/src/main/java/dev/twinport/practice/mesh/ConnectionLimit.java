package dev.twinport.practice.mesh;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections the gateway may have at once: no more than there are files for.
 * <p>
 * Each takes three files of this process, two for the gateway and one for the pod. If the gateway took them all, no pod
 * could accept what waits for it, nothing would ever end, and the cluster would stand still for good.
 */
final class ConnectionLimit {

    /** However many files there are. */
    static final int MOST = 10_000;

    /** As few as this are let in without a look at the files, since the look takes tens of milliseconds. */
    static final int FEW = 32;

    private static final int FILES_OF_A_CONNECTION = 3;
    /** For libraries, the API and its clients. */
    private static final int FILES_OF_OTHERS = 200;

    private ConnectionLimit() {
    }

    /** Whether one more may come. */
    static boolean admits(int open) {
        return open < FEW || open < Files.LIMIT;
    }

    /** The limit where a process may have that many files open. */
    static int of(long files) {
        return Math.clamp((files - FILES_OF_OTHERS) / FILES_OF_A_CONNECTION, FEW, MOST);
    }

    /** Asks the system when it is first needed. */
    private static final class Files {

        static final int LIMIT = ManagementFactory
                .getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        ? of(system.getMaxFileDescriptorCount())
                        : MOST;
    }
}
