/** What the real kubectl prints against a practice cluster, compared with what it prints against a real one. */
@NullMarked
package dev.twinport.practice.conformance;

import org.jspecify.annotations.NullMarked;
