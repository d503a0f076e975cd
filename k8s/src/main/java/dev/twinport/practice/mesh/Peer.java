package dev.twinport.practice.mesh;

import java.util.Optional;

/**
 * A connection as an AuthorizationPolicy sees it.
 *
 * @param sourceAddress
 *            the address it comes from
 * @param principal
 *            who it comes from, {@code spiffe://cluster.local/ns/NAMESPACE/sa/ACCOUNT}; empty without mutual TLS
 * @param address
 *            the pod's own address
 * @param port
 *            the pod's port
 * @param serverName
 *            the server name TLS asked for; empty without TLS
 */
record Peer(String sourceAddress, Optional<String> principal, String address, int port, String serverName) {
}
