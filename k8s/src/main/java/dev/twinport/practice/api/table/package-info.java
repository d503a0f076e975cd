/** Objects as rows: the server-side tables {@code kubectl get} prints. */
@NullMarked
package dev.twinport.practice.api.table;

import org.jspecify.annotations.NullMarked;
