@NullMarked
package dev.twinport.dialect;

import org.jspecify.annotations.NullMarked;
