@NullMarked
package dev.twinport.echo;

import org.jspecify.annotations.NullMarked;
