/**
 * The Kubernetes Gateway API as Istio implements it for TCP: Gateways of class {@code istio} and TCPRoutes become
 * Istio's own Gateways and VirtualServices, gateways are deployed, and status is written in Istio's words. Knows
 * nothing of the mesh, which takes what comes of it.
 */
@NullMarked
package dev.twinport.practice.gatewayapi;

import org.jspecify.annotations.NullMarked;
