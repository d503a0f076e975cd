@NullMarked
package dev.twinport.desktop.fx;

import org.jspecify.annotations.NullMarked;
