/**
 * Who asks, and what they may do: authentication by bearer token, and Kubernetes' role-based access control.
 * <p>
 * {@code Policy} decides from data alone; {@code CurrentPolicy} keeps it in step with the store. What a refusal looks
 * like over HTTP is the {@code api}'s business, which knows this package; this one knows the store only.
 */
@NullMarked
package dev.twinport.practice.access;

import org.jspecify.annotations.NullMarked;
