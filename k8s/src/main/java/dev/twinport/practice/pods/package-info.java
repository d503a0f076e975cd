/**
 * The pods of the practice cluster, which are real: an echo server in this process, listening on loopback, with its own
 * bounded log.
 */
@NullMarked
package dev.twinport.practice.pods;

import org.jspecify.annotations.NullMarked;
