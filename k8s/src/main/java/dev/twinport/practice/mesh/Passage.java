package dev.twinport.practice.mesh;

/**
 * How a connection gets from the gateway to the server in a pod: what the two proxies make of each other. All of it was
 * seen on a real mesh ({@code docs/practice-mesh.md}).
 */
enum Passage {
    /** The pod has no sidecar: straight to the server. */
    DIRECT,
    /** The sidecar takes it and connects to the server at once. */
    PROXIED,
    /**
     * The sidecar wants to see the client's first bytes before it knows what to do with them, however long that takes.
     * A server that speaks first is not heard until then.
     */
    AFTER_FIRST_BYTES,
    /** The sidecar looks at the first bytes and resets the connection: plain text where mutual TLS is demanded. */
    NO_FILTER_CHAIN,
    /** The sidecar takes it for HTTP, and answers what is not. */
    HTTP,
    /** The gateway begins TLS, and the server, which does not speak it, answers in plain text. */
    TLS_WITH_SERVER,
    /** The gateway begins TLS of the user's own, and does not trust the sidecar's certificate. */
    TLS_NOT_TRUSTED;

    /** Of a connection of a gateway that speaks to a pod in that way. */
    static Passage of(ClientTls client, Endpoint endpoint) {
        if (endpoint.sidecar().isEmpty()) {
            return client == ClientTls.ISTIO_MUTUAL || client == ClientTls.OWN ? TLS_WITH_SERVER : DIRECT;
        }
        Sidecar sidecar = endpoint.sidecar().get();
        if (client == ClientTls.OWN) {
            return sidecar.tls() == ServerTls.STRICT ? TLS_NOT_TRUSTED : TLS_WITH_SERVER;
        }
        if (isMutual(client, sidecar)) {
            if (sidecar.tls() == ServerTls.DISABLE) {
                return TLS_WITH_SERVER;
            }
            return sidecar.protocol() == PortProtocol.HTTP ? HTTP : PROXIED;
        }
        return plain(sidecar);
    }

    /** Whether the two speak mutual TLS, so that the sidecar knows who the gateway is. */
    static boolean isMutual(ClientTls client, Sidecar sidecar) {
        return client == ClientTls.ISTIO_MUTUAL
                || (client == ClientTls.AUTO && sidecar.offersMutualTls() && sidecar.tls() != ServerTls.DISABLE);
    }

    private static Passage plain(Sidecar sidecar) {
        if (sidecar.tls() == ServerTls.STRICT) {
            return NO_FILTER_CHAIN;
        }
        if (sidecar.protocol() == PortProtocol.HTTP) {
            return HTTP;
        }
        return sidecar.tls() == ServerTls.DISABLE && sidecar.protocol() == PortProtocol.TCP ? PROXIED
                : AFTER_FIRST_BYTES;
    }
}
