/** The practice cluster as a cluster like any other: opened through its own kubeconfig, closed with its server. */
@NullMarked
package dev.twinport.cluster.practice;

import org.jspecify.annotations.NullMarked;
