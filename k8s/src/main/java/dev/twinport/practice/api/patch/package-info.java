/** What the patch formats of the Kubernetes API do to an object. Pure: trees in, trees out. */
@NullMarked
package dev.twinport.practice.api.patch;

import org.jspecify.annotations.NullMarked;
