package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A credential plugin's token: asked for anew when it has expired. Safe for use by several threads. */
final class RenewedToken implements OAuthTokenProvider {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedToken.class);
    private final CredentialPlugin plugin;
    private final Clock clock;
    private Credential current;

    RenewedToken(CredentialPlugin plugin, Credential first, Clock clock) {
        this.plugin = plugin;
        this.current = first;
        this.clock = clock;
    }

    @Override
    public synchronized String getToken() {
        if (current.isExpired(clock.instant())) {
            try {
                current = plugin.ask();
            } catch (ClusterException e) {
                // The server refuses the old token and is quoted; this says why there is no new one.
                LOG.warn("The credential plugin {} was asked for a new token in vain: {}", plugin.name(), e.reason());
            }
        }
        return current.token().orElse("");
    }
}
