/**
 * What an object of a kind may hold: the OpenAPI v3 schemas of the built-in kinds, recorded from a real Kubernetes, and
 * those that CustomResourceDefinitions bring along; and what follows from them.
 */
@NullMarked
package dev.twinport.practice.schema;

import org.jspecify.annotations.NullMarked;
