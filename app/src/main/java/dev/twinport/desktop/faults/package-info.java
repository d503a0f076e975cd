/** The practice cluster's faults in the window: a menu that switches them, and a bar that says which is on. */
@NullMarked
package dev.twinport.desktop.faults;

import org.jspecify.annotations.NullMarked;
