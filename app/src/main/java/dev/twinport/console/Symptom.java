package dev.twinport.console;

/** What a client sees when a conversation fails or ends. */
public enum Symptom {
    /** The name has no address. */
    UNRESOLVED,
    /** No way to the address: no route to host, network unreachable. */
    UNREACHABLE,
    /** Nobody answered in time. */
    TIMEOUT,
    /** The address answered that nobody listens on the port. */
    REFUSED,
    /** The peer closed in good order (FIN). */
    CLOSED,
    /** The peer cut the connection (RST). */
    RESET,
    /** This side closed. */
    DISCONNECTED,
    /** Any other failure of the socket. */
    FAILED
}
