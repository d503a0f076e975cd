@NullMarked
package dev.twinport.wiring;

import org.jspecify.annotations.NullMarked;
