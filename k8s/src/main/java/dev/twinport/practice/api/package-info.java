/**
 * The practice cluster's Kubernetes API over HTTPS, on loopback.
 * <p>
 * A request runs top to bottom on a virtual thread of its own: {@code ApiHandler} checks who asks and finds the
 * {@code Endpoint}, which reads and writes the store. The sub-package {@code http} is the only one that knows Netty.
 */
@NullMarked
package dev.twinport.practice.api;

import org.jspecify.annotations.NullMarked;
