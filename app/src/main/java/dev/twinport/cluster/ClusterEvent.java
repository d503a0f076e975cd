package dev.twinport.cluster;

import dev.twinport.route.KubernetesObject;
import java.time.Instant;

/**
 * Something to be told of an object where its users look: an Event of {@code events.k8s.io/v1}, as
 * {@code kubectl describe} shows it.
 *
 * @param regarding
 *            the object, as it was read; it has a namespace
 * @param warning
 *            whether it is of the type Warning, else Normal
 * @param reason
 *            one word, as in {@code RouteProven}
 * @param note
 *            a sentence. The same of the same object again is told as a series of the first
 * @param seen
 *            when
 */
public record ClusterEvent(KubernetesObject regarding, boolean warning, String reason, String note, Instant seen) {
}
