@NullMarked
package dev.twinport.entry;

import org.jspecify.annotations.NullMarked;
