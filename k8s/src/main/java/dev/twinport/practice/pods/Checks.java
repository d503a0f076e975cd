package dev.twinport.practice.pods;

import java.time.Instant;
import java.util.Optional;

/** What a container's three probes have found so far. */
record Checks(Check startup, Check readiness, Check liveness) {

    static final Checks NONE = new Checks(Check.NONE, Check.NONE, Check.NONE);

    /**
     * What one probe has found.
     *
     * @param passed
     *            its verdict
     * @param streak
     *            how many results in a row were the same
     * @param good
     *            which
     * @param next
     *            when it asks next
     */
    record Check(boolean passed, int streak, boolean good, Instant next) {

        static final Check NONE = new Check(false, 0, false, Instant.EPOCH);

        /** With one more result. */
        Check after(boolean result, ContainerProbe probe, Instant now) {
            int length = streak > 0 && good == result ? streak + 1 : 1;
            boolean enough = length >= (result ? probe.successThreshold() : probe.failureThreshold());
            return new Check(enough ? result : passed, length, result, now.plus(probe.period()));
        }
    }

    /** Of a container that has just been started: who has no probe has passed it. */
    static Checks begin(ContainerProbes probes, Instant now) {
        return new Checks(first(probes.startup(), true, now), first(probes.readiness(), true, now),
                first(probes.liveness(), true, now));
    }

    private static Check first(Optional<ContainerProbe> probe, boolean without, Instant now) {
        return probe.map(asked -> new Check(false, 0, false, now.plus(asked.initialDelay())))
                .orElse(new Check(without, 0, false, Instant.MAX));
    }
}
