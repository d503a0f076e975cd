package dev.twinport.practice.api;

import dev.twinport.practice.access.AccessRequest;
import dev.twinport.practice.access.Authenticated;
import dev.twinport.practice.access.Authentication;
import dev.twinport.practice.access.Caller;
import dev.twinport.practice.access.CurrentPolicy;
import dev.twinport.practice.access.Decision;
import dev.twinport.practice.access.Impersonation;
import dev.twinport.practice.access.ServiceAccountTokens;
import dev.twinport.practice.api.http.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What every request passes before an endpoint sees it: that it means this server and comes from no web page, who asks,
 * and whether they may. The checks of {@code Host} and {@code Origin} keep web pages out that have a name of theirs
 * resolve to loopback.
 */
final class Gate {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final List<String> THIS_API = List.of(ServiceAccountTokens.ISSUER);

    private final Authentication authentication;
    private final CurrentPolicy policy;

    Gate(Authentication authentication, CurrentPolicy policy) {
        this.authentication = authentication;
        this.policy = policy;
    }

    /**
     * Lets a request pass, or not.
     *
     * @return whom it is to be treated as coming from
     *
     * @throws ApiFailure
     *             Forbidden or Unauthorized
     */
    Caller admit(Exchange exchange) {
        checkHost(exchange);
        checkOrigin(exchange);
        Caller asking = authenticated(exchange);
        if (!asking.equals(Caller.ANONYMOUS)) {
            exchange.callerIsKnown();
        }
        Caller caller = impersonated(exchange, asking);
        require(caller, requested(exchange));
        return caller;
    }

    /**
     * Refuses what a caller may not do.
     *
     * @throws ApiFailure
     *             Forbidden
     */
    void require(Caller caller, AccessRequest request) {
        Decision decision = policy.get().decide(caller, request);
        if (!decision.allowed()) {
            throw ApiFailure.forbidden(caller, request, decision.reason());
        }
    }

    private static void checkHost(Exchange exchange) {
        String host = exchange.header("Host").toLowerCase(Locale.ROOT);
        String port = ":" + exchange.localPort();
        if (!host.endsWith(port) || !HOSTS.contains(host.substring(0, host.length() - port.length()))) {
            throw ApiFailure.forbidden("the Host header does not name this server on its loopback address");
        }
    }

    /** A browser says where a page is from that asks another server; nothing but a browser does. */
    private static void checkOrigin(Exchange exchange) {
        String origin = exchange.header("Origin").toLowerCase(Locale.ROOT);
        String own = "https://" + exchange.header("Host").toLowerCase(Locale.ROOT);
        if (!origin.isEmpty() && !origin.equals(own)) {
            throw ApiFailure.forbidden("requests by pages of another origin are not answered");
        }
    }

    /** Without a bearer token a caller is anonymous; with one that is not good, nobody. */
    private Caller authenticated(Exchange exchange) {
        String[] words = exchange.header("Authorization").strip().split(" ", 3);
        if (words.length < 2 || !words[0].equalsIgnoreCase("Bearer") || words[1].isEmpty()) {
            return Caller.ANONYMOUS;
        }
        return authentication.authenticate(words[1], THIS_API).map(Authenticated::caller)
                .orElseThrow(ApiFailure::unauthorized);
    }

    private Caller impersonated(Exchange exchange, Caller caller) {
        try {
            Optional<Impersonation> wanted = Impersonation.of(exchange.headers());
            wanted.ifPresent(other -> other.needed().forEach(right -> require(caller, right)));
            return wanted.map(Impersonation::caller).orElse(caller);
        } catch (Impersonation.NobodyNamed incomplete) {
            throw ApiFailure
                    .internal("Internal Server Error: \"%s\": %s".formatted(exchange.path(), incomplete.getMessage()));
        }
    }

    private static AccessRequest requested(Exchange exchange) {
        return AccessRequest.of(exchange.method(), exchange.path(), WatchEndpoint.isAskedFor(exchange),
                FieldSelector.onlyName(exchange.query("fieldSelector")));
    }
}
