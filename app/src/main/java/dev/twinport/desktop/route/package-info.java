@NullMarked
package dev.twinport.desktop.route;

import org.jspecify.annotations.NullMarked;
