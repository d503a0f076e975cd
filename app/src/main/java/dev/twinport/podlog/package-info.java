@NullMarked
package dev.twinport.podlog;

import org.jspecify.annotations.NullMarked;
