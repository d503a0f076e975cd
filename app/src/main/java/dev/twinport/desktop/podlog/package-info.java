@NullMarked
package dev.twinport.desktop.podlog;

import org.jspecify.annotations.NullMarked;
