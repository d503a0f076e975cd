package dev.twinport.practice.api;

import dev.twinport.practice.access.Authentication;
import dev.twinport.practice.access.IssuedToken;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.HttpLimits;
import dev.twinport.practice.api.http.HttpsServer;
import dev.twinport.practice.api.http.ServerCertificate;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The practice cluster's API server: HTTPS on 127.0.0.1 for whoever holds the kubeconfig it writes. Certificate and
 * token are new at every start. Closing it ends all watches, followed logs and port-forwards.
 */
public final class PracticeApi implements AutoCloseable {

    /** How long a written kubeconfig's token is good for: longer than any practice cluster lives. */
    private static final Duration KUBECONFIG_LIFETIME = Duration.ofDays(30);

    private final ServiceAccountTokens tokens;
    private final Authentication authentication;
    private final ServerCertificate certificate;
    private final ApiHandler handler;
    private @Nullable HttpsServer server;

    /** An API over these objects, logs and ports; serves nothing before {@link #start}. */
    public PracticeApi(Store store, PodLogs logs, PodPorts ports, Clock clock) {
        this.certificate = ServerCertificate.create(clock.instant());
        this.tokens = new ServiceAccountTokens(store, clock);
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

    /** The certificate by which the API is trusted, PEM. */
    public String certificate() {
        return certificate.pem();
    }

    /** The tokens that open the API for ServiceAccounts. */
    public ServiceAccountTokens tokens() {
        return tokens;
    }

    /**
     * Writes the administrator's kubeconfig, readable by its owner only.
     *
     * @return the file, {@code practice.kubeconfig} in the directory
     */
    public Path writeKubeconfig(Path directory) throws IOException {
        return KubeconfigFile.write(directory, "practice", address(), certificate.pem(),
                authentication.administratorToken());
    }

    /**
     * Writes the kubeconfig of a ServiceAccount, readable by its owner only.
     *
     * @param account
     *            the ServiceAccount as it lies in the store
     *
     * @return the file, {@code practice-as-NAME.kubeconfig} in the directory
     */
    public Path writeKubeconfig(Path directory, KubernetesObject account) throws IOException {
        IssuedToken token = tokens.issue(account, List.of(ServiceAccountTokens.ISSUER), KUBECONFIG_LIFETIME,
                Optional.empty());
        return KubeconfigFile.write(directory, "practice-as-" + account.name(), address(), certificate.pem(),
                token.text());
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }
}
