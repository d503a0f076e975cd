package dev.twinport.practice.pods;

import java.util.Set;

/**
 * An image reference, and what the practice cluster can run in its place.
 *
 * @param reference
 *            as in {@code registry.example/team/echo-server:0.1.0}
 */
record ContainerImage(String reference) {

    /** Last path segments of repositories that hold the tutorial's server: ours, the tutorial's, and its sources'. */
    private static final Set<String> ECHO_SERVERS = Set.of("echo-server", "tcptest", "tcp-echo", "go-echo",
            "istio-tcproute-sample");

    enum Program {
        /** The tutorial's TCP server. */
        ECHO_SERVER,
        /** Istio's proxy, beside a server or as a gateway. */
        PROXY,
        /** An image the practice cluster cannot get. */
        NONE
    }

    Program program() {
        String repository = repository();
        if (repository.equals("proxyv2")) {
            return Program.PROXY;
        }
        return ECHO_SERVERS.contains(repository) ? Program.ECHO_SERVER : Program.NONE;
    }

    /** {@code echo-server}, whatever registry, path, tag or digest stand around it. */
    private String repository() {
        String withoutDigest = reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
        String last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
    }
}
