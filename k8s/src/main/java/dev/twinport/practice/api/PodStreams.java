package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.util.Set;

/** The parts of a pod that are conversations rather than objects: {@code portforward}, {@code exec}, {@code attach}. */
final class PodStreams {

    private static final Set<String> REFUSED = Set.of("exec", "attach");
    private static final String FORWARD = "portforward";
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final PortForwardEndpoint forwards;
    private final ExecEndpoint commands;

    PodStreams(Store store, PodPorts ports) {
        this.forwards = new PortForwardEndpoint(store, ports);
        this.commands = new ExecEndpoint(store);
    }

    static boolean isAskedFor(ApiPath path) {
        return path.kind().equals(ResourceKinds.POD)
                && (path.subresource().equals(FORWARD) || REFUSED.contains(path.subresource()));
    }

    void answer(Exchange exchange, ApiPath path) throws IOException, InterruptedException {
        if (!METHODS.contains(exchange.method())) {
            throw ApiFailure.methodNotAllowed();
        }
        if (!path.subresource().equals(FORWARD)) {
            throw commands.refusal(path, exchange.query("container"));
        }
        forwards.answer(exchange, path);
    }
}
