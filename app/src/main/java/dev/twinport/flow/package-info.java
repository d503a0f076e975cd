@NullMarked
package dev.twinport.flow;

import org.jspecify.annotations.NullMarked;
