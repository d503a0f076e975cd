/**
 * Who owns which fields of an object, and what server-side apply makes of that: sets of fields, their form in
 * {@code metadata.managedFields}, comparison, merge. Pure: trees in, trees out. The rules are those of the Kubernetes
 * documentation's page on Server-Side Apply and of structured-merge-diff.
 */
@NullMarked
package dev.twinport.practice.api.fields;

import org.jspecify.annotations.NullMarked;
