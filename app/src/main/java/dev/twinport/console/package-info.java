@NullMarked
package dev.twinport.console;

import org.jspecify.annotations.NullMarked;
