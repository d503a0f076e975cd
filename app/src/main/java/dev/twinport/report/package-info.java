@NullMarked
package dev.twinport.report;

import org.jspecify.annotations.NullMarked;
