/**
 * What turns objects into other objects, as Kubernetes' own controllers do: Deployment to ReplicaSet to Pod, Service to
 * EndpointSlice. Small classes with one {@code reconcile} each, all run by the one thread of {@code ControlLoop}.
 */
@NullMarked
package dev.twinport.practice.controllers;

import org.jspecify.annotations.NullMarked;
