package dev.twinport.practice.deletion;

import java.util.Optional;

/**
 * How an object is to be deleted.
 *
 * @param graceSeconds
 *            how long a pod may take; empty for what the pod says itself
 * @param propagation
 *            what happens to its dependents; empty for what its finalizers say, else in the background
 * @param uid
 *            the uid it must have; empty for any
 * @param resourceVersion
 *            the version it must have; empty for any
 * @param dryRun
 *            whether nothing happens
 */
public record DeleteOptions(Optional<Long> graceSeconds, Optional<Propagation> propagation, String uid,
        String resourceVersion, boolean dryRun) {

    /** Nothing in particular. */
    public static final DeleteOptions DEFAULT = new DeleteOptions(Optional.empty(), Optional.empty(), "", "", false);

    /** The same with that about dependents. */
    public DeleteOptions with(Propagation chosen) {
        return new DeleteOptions(graceSeconds, Optional.of(chosen), uid, resourceVersion, dryRun);
    }

    /** The same, or a dry run of it. */
    public DeleteOptions dry(boolean isDryRun) {
        return new DeleteOptions(graceSeconds, propagation, uid, resourceVersion, isDryRun);
    }
}
