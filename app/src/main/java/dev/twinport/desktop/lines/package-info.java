@NullMarked
package dev.twinport.desktop.lines;

import org.jspecify.annotations.NullMarked;
