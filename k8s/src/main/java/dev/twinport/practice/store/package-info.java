@NullMarked
package dev.twinport.practice.store;

import org.jspecify.annotations.NullMarked;
