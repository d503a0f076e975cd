/**
 * What Istio's validating webhook refuses, and warns of, in the objects of its API, and how it says so: the rules of
 * {@code istio.io/istio/pkg/config/validation} for what people write by hand. Pure: knows objects, nothing of who asks.
 */
@NullMarked
package dev.twinport.practice.istio;

import org.jspecify.annotations.NullMarked;
