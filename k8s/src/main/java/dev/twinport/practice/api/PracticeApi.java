package dev.twinport.practice.api;

import dev.twinport.practice.access.Authentication;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.HttpLimits;
import dev.twinport.practice.api.http.HttpsServer;
import dev.twinport.practice.api.http.ServerCertificate;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The practice cluster's API server: HTTPS on 127.0.0.1 for whoever holds the kubeconfig it writes. Certificate and
 * token are new at every start. Closing it ends all watches, followed logs and port-forwards.
 */
public final class PracticeApi implements AutoCloseable {

    private final Authentication authentication;
    private final ServerCertificate certificate;
    private final ApiHandler handler;
    private @Nullable HttpsServer server;

    /** An API over these objects, logs and ports; serves nothing before {@link #start}. */
    public PracticeApi(Store store, PodLogs logs, PodPorts ports, Clock clock) {
        this.certificate = ServerCertificate.create(clock.instant());
        ServiceAccountTokens tokens = new ServiceAccountTokens(store, clock);
        this.authentication = new Authentication(tokens);
        this.handler = new ApiHandler(authentication, tokens, store, logs, ports, clock);
    }

    /**
     * Starts serving; once.
     *
     * @param preferredPort
     *            taken if it is free, else the next free one; 0 for any
     *
     * @return the port taken
     *
     * @throws IOException
     *             when no port is free
     */
    public synchronized int start(int preferredPort) throws IOException {
        if (server != null) {
            throw new IllegalStateException("started already");
        }
        server = new HttpsServer(preferredPort, certificate, HttpLimits.USUAL, handler);
        return server.port();
    }

    /** {@code https://127.0.0.1:PORT}; once started. */
    public synchronized URI address() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return URI.create("https://127.0.0.1:" + server.port());
    }

    /**
     * Writes the kubeconfig, readable by its owner only.
     *
     * @return the file, {@code practice.kubeconfig} in the directory
     */
    public Path writeKubeconfig(Path directory) throws IOException {
        return KubeconfigFile.write(directory, address(), certificate.pem(), authentication.administratorToken());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }
}
