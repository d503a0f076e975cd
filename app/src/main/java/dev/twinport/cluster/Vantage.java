package dev.twinport.cluster;

/** From where routes are dialled, which decides what can be reached. */
public enum Vantage {
    /** Outside the cluster, as the clients are that a gateway is there for. */
    OUTSIDE,
    /** In a pod of the cluster. */
    INSIDE
}
