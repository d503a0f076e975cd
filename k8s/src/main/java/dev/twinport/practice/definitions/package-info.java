/**
 * CustomResourceDefinitions: what they say, when they hold, and the kinds that are served because of them; Istio's and
 * the Gateway API's kinds are among these.
 */
@NullMarked
package dev.twinport.practice.definitions;

import org.jspecify.annotations.NullMarked;
