/**
 * What a Kubernetes API server and Istio's webhook do to an object between the request and the store: defaults that
 * need the cluster, addresses and ports given out, the sidecar, the mark of the practice cluster.
 */
@NullMarked
package dev.twinport.practice.admission;

import org.jspecify.annotations.NullMarked;
