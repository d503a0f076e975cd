/** The cluster behind a kubeconfig. The only importer of fabric8's client, and of it only configuration and HTTP. */
@NullMarked
package dev.twinport.cluster.fabric8;

import org.jspecify.annotations.NullMarked;
