@NullMarked
package dev.twinport.desktop.console;

import org.jspecify.annotations.NullMarked;
