package dev.twinport.practice.pods;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
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
    /** What runs a cluster and has nothing to do here but be there. */
    private static final Set<String> CLUSTER_PARTS = Set.of("pilot", "coredns", "pause");

    /** {@code github.com/distribution/reference}: path segments in lower case, an optional registry, tag and digest. */
    private static final String SEGMENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REFERENCE = Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d+)?/)?" + SEGMENT
            + "(?:/" + SEGMENT + ")*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?");
    /**
     * Tags that are there: {@code latest}, and whatever begins as a version does, such as {@code 0.1.0} or {@code v2}.
     */
    private static final Pattern TAG = Pattern.compile("latest|v?\\d.*");

    enum Program {
        /** The tutorial's TCP server. */
        ECHO_SERVER,
        /** Istio's proxy, beside a server or as a gateway; with {@code istio-iptables}, what prepares a pod for it. */
        PROXY,
        /** A part of the cluster whose work is done elsewhere in this process, or not at all. */
        CLUSTER_PART,
        /** An image the practice cluster cannot get. */
        NONE
    }

    Program program() {
        String repository = repository();
        if (repository.equals("proxyv2")) {
            return Program.PROXY;
        }
        if (CLUSTER_PARTS.contains(repository)) {
            return Program.CLUSTER_PART;
        }
        return isOfEchoServer() && hasKnownTag() ? Program.ECHO_SERVER : Program.NONE;
    }

    /** Why it cannot be got, in the container runtime's words as far as it has any. */
    String absence() {
        String full = fullReference();
        return isOfEchoServer()
                ? "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\": %1$s: not found"
                        .formatted(full)
                : "failed to pull and unpack image \"%s\": the practice cluster runs the tutorial's echo server only"
                        .formatted(reference);
    }

    private boolean isOfEchoServer() {
        return ECHO_SERVERS.contains(repository());
    }

    private boolean hasKnownTag() {
        String full = fullReference();
        return full.contains("@") || TAG.matcher(full.substring(full.lastIndexOf(':') + 1)).matches();
    }

    /** What is wrong with the reference, in the container runtime's words; empty when it is one. */
    Optional<String> flaw() {
        if (REFERENCE.matcher(reference).matches()) {
            return Optional.empty();
        }
        String why = "invalid reference format";
        if (!reference.equals(reference.toLowerCase(Locale.ROOT))) {
            String name = reference.contains("/") ? reference : "library/" + reference;
            why += ": repository name (%s) must be lowercase".formatted(name);
        }
        return Optional.of("Failed to apply default image tag \"%s\": couldn't parse image name \"%s\": %s"
                .formatted(reference, reference, why));
    }

    /** With registry and tag, as a container's status shows it: {@code docker.io/library/nginx:latest}. */
    String fullReference() {
        int slash = reference.indexOf('/');
        String first = slash < 0 ? "" : reference.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String full = hasRegistry ? reference : (slash < 0 ? "docker.io/library/" : "docker.io/") + reference;
        String last = full.substring(full.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? full : full + ":latest";
    }

    /** A made-up digest of its content, the same for the same reference. */
    String id() {
        return digest(fullReference());
    }

    /** Its size in bytes, as the images of a real cluster have it. */
    int size() {
        return switch (program()) {
            case ECHO_SERVER -> 47_391_489;
            case PROXY -> 151_900_884;
            case CLUSTER_PART -> 130_120_408;
            case NONE -> 0;
        };
    }

    /** {@code echo-server}, whatever registry, path, tag or digest stand around it. */
    private String repository() {
        String withoutDigest = reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
        String last = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
    }

    private static String digest(String text) {
        try {
            return "sha256:" + HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
