@NullMarked
package dev.twinport.desktop.proof;

import org.jspecify.annotations.NullMarked;
