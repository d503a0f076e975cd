@NullMarked
package dev.twinport.desktop;

import org.jspecify.annotations.NullMarked;
