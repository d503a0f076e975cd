/**
 * Istio's TCP routing on loopback: Gateway, VirtualService and DestinationRule objects become a {@code RoutingTable},
 * and the table becomes listeners.
 */
@NullMarked
package dev.twinport.practice.mesh;

import org.jspecify.annotations.NullMarked;
