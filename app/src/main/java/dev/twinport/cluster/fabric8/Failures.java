package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.message.Message;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong on the way to an API server, or was refused by it, into a sentence. */
final class Failures {

    private final String server;

    /**
     * @param server
     *            its address, to be named in sentences
     */
    Failures(String server) {
        this.server = server;
    }

    /** For a request that got no answer. */
    ClusterException noAnswer(Throwable failure) {
        boolean refused = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ClusterException known = known(cause);
            if (known != null) {
                return known;
            }
            refused |= cause instanceof ConnectException;
        }
        // A name without an address comes wrapped as a failed connection, too: that is known by its cause.
        return of(Cause.UNREACHABLE, refused ? "cluster.refusedConnection" : "cluster.broken", server);
    }

    private @Nullable ClusterException known(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                    of(Cause.UNREACHABLE, "cluster.noConnection", server, ApiServer.CONNECT.toSeconds());
            case HttpTimeoutException _ -> silent();
            case TimeoutException _ -> silent();
            case UnknownHostException _ -> of(Cause.UNREACHABLE, "cluster.unresolved", server);
            case UnresolvedAddressException _ -> of(Cause.UNREACHABLE, "cluster.unresolved", server);
            case NoRouteToHostException _ -> of(Cause.UNREACHABLE, "cluster.noRoute", server);
            case SSLException _ -> of(Cause.NOT_TRUSTED, "cluster.notTrusted", server);
            case CancellationException _ -> cancelled();
            default -> null;
        };
    }

    ClusterException silent() {
        return of(Cause.NO_ANSWER, "cluster.noAnswer", server, ApiServer.ANSWER.toSeconds());
    }

    static ClusterException cancelled() {
        return of(Cause.CANCELLED, "cluster.cancelled");
    }

    /**
     * For an answer that is a refusal.
     *
     * @param said
     *            the server's own words, possibly none
     */
    ClusterException refused(Request request, int code, String said) {
        return switch (code) {
            case 401 -> of(Cause.UNAUTHORIZED, "cluster.unauthorized", server);
            case 403 -> request.namespace()
                    .map(namespace -> of(Cause.FORBIDDEN, "cluster.forbidden", request.verb(), request.resource(),
                            namespace))
                    .orElseGet(() -> of(Cause.FORBIDDEN, "cluster.forbiddenEverywhere", request.verb(),
                            request.resource()));
            case 404 -> of(Cause.NOT_FOUND, "cluster.notFound", request.resource(), said);
            case 410 -> of(Cause.EXPIRED, "cluster.refused", code, said);
            default -> of(Cause.REFUSED, "cluster.refused", code, said.isEmpty() ? "-" : said);
        };
    }

    static ClusterException of(Cause cause, String key, Object... arguments) {
        return new ClusterException(cause, Message.of(key, arguments));
    }
}
