package dev.twinport.practice;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a practice cluster is set up.
 *
 * @param directory
 *            where its kubeconfig is written; made when it is not there
 * @param apiPort
 *            the port its API listens on if it is free; otherwise the next free one. 0 takes any
 * @param clock
 *            stamps objects, logs and events, in its zone
 */
public record PracticeSettings(Path directory, int apiPort, Clock clock) {
}
