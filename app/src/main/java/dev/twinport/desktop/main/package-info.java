@NullMarked
package dev.twinport.desktop.main;

import org.jspecify.annotations.NullMarked;
