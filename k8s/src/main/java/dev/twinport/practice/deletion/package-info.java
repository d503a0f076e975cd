/**
 * How objects are deleted: at once, or marked and waited for, by the rules of Kubernetes' registry
 * ({@code k8s.io/apiserver/pkg/registry/rest}). For the API and for controllers, which delete alike.
 */
@NullMarked
package dev.twinport.practice.deletion;

import org.jspecify.annotations.NullMarked;
