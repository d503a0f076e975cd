@NullMarked
package dev.twinport.desktop.board;

import org.jspecify.annotations.NullMarked;
