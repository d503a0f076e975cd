@NullMarked
package dev.twinport;

import org.jspecify.annotations.NullMarked;
