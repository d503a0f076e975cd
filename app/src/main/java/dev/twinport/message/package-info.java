@NullMarked
package dev.twinport.message;

import org.jspecify.annotations.NullMarked;
