@NullMarked
package dev.twinport.proof;

import org.jspecify.annotations.NullMarked;
