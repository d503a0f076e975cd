package dev.twinport.practice.istio;

/**
 * The Istio that the practice cluster is like: whose words and rules it has, and which its objects say they are of.
 */
public final class IstioRelease {

    /** As in {@code 1.31.0}. The objects the cluster begins with, and the sidecar, name the same. */
    public static final String VERSION = "1.31.0";

    /** The image of its proxy. */
    public static final String PROXY_IMAGE = "docker.io/istio/proxyv2:" + VERSION;

    private IstioRelease() {
    }
}
