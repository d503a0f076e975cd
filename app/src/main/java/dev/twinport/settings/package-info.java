@NullMarked
package dev.twinport.settings;

import org.jspecify.annotations.NullMarked;
