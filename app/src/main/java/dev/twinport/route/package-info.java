@NullMarked
package dev.twinport.route;

import org.jspecify.annotations.NullMarked;
