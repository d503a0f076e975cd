@NullMarked
package dev.twinport.cluster;

import org.jspecify.annotations.NullMarked;
