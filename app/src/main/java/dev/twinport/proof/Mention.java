package dev.twinport.proof;

import dev.twinport.route.PodName;
import java.time.Instant;

/**
 * A log line that holds a probe's token.
 *
 * @param container
 *            whose log it is
 * @param time
 *            the kubelet's timestamp
 * @param text
 *            the line without timestamp and line feed
 */
public record Mention(PodName pod, String container, Instant time, String text) {
}
