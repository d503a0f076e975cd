@NullMarked
package dev.twinport.practice;

import org.jspecify.annotations.NullMarked;
