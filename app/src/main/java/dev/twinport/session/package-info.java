@NullMarked
package dev.twinport.session;

import org.jspecify.annotations.NullMarked;
