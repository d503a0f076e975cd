package dev.twinport.cluster.fabric8;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.SSLContext;

/** What a TLS handshake needs that takes a young Java process long: tables of curves, lists of cipher suites. */
public final class Handshake {

    private Handshake() {
    }

    /**
     * Begins to make it ready on a thread of its own, while the command line is read. Returns at once; whoever comes to
     * need it before it is ready waits for what is missing, as without this.
     */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("handshake").start(Handshake::makeReady);
    }

    private static void makeReady() {
        try {
            // The two kinds of key that Java offers in every greeting.
            KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(new ECGenParameterSpec("secp256r1"));
            curve.generateKeyPair();
            KeyPairGenerator.getInstance("X25519").generateKeyPair();
            SSLContext.getDefault().getSupportedSSLParameters();
        } catch (GeneralSecurityException _) {
            // Where Java cannot, the handshake itself will find out and say so.
        }
    }
}
