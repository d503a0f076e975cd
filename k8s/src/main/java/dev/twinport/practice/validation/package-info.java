/**
 * What the API server refuses in the objects it knows, and how it says so: the rules of
 * {@code k8s.io/kubernetes/pkg/apis/.../validation} for what people write by hand, and those of the schemas of custom
 * kinds.
 */
@NullMarked
package dev.twinport.practice.validation;

import org.jspecify.annotations.NullMarked;
