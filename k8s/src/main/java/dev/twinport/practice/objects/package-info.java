/**
 * Reading Kubernetes objects: the few fields the practice cluster's controllers, pods and mesh all need.
 */
@NullMarked
package dev.twinport.practice.objects;

import org.jspecify.annotations.NullMarked;
