@NullMarked
package dev.twinport.cli;

import org.jspecify.annotations.NullMarked;
