/**
 * Switchable faults: what a person would do to the tutorial's objects by mistake, done and undone.
 * <p>
 * A fault is a folder of plain {@code kubectl} commands ({@code k8s/faults}), which work on any cluster; here the very
 * same files are carried out by the practice cluster's own writes, and what they changed is put back when the fault is
 * restored.
 */
@NullMarked
package dev.twinport.practice.faults;

import org.jspecify.annotations.NullMarked;
