package dev.twinport.session;

import dev.twinport.entry.EntryResolution;
import dev.twinport.message.Message;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Timings;
import dev.twinport.proof.Token;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Destination;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proofs with the outcome a test wants, of the route 31400 → v1. */
public final class Proofs {

    public static final PodName POD = new PodName("default", "tcp-echo-v1-a");
    public static final PodName OTHER_POD = new PodName("default", "tcp-echo-v2-b");

    private Proofs() {
    }

    /** PROVEN by {@link #POD}, MISROUTED to {@link #OTHER_POD}, BROKEN without an echo, INCONCLUSIVE without a log. */
    public static Proof proof(Outcome outcome, Instant started) {
        return proof(31400, outcome, started);
    }

    /** The same of another port. */
    public static Proof proof(int port, Outcome outcome, Instant started) {
        Optional<PodName> pod = switch (outcome) {
            case PROVEN -> Optional.of(POD);
            case MISROUTED -> Optional.of(OTHER_POD);
            case BROKEN, INCONCLUSIVE -> Optional.empty();
        };
        Message reason = switch (outcome) {
            case PROVEN -> Message.of("proof.agree", POD.name());
            case MISROUTED -> Message.of("proof.loggedElsewhere", OTHER_POD.name(), POD.name());
            case BROKEN -> Message.of("proof.noEcho");
            case INCONCLUSIVE -> Message.of("proof.logsMissing");
        };
        Timings timings = outcome == Outcome.BROKEN ? Timings.NONE
                : new Timings(Optional.empty(), Optional.of(Duration.ofNanos(500_000)), Optional.empty(),
                        Optional.of(Duration.ofNanos(700_000)), Optional.empty());
        Evidence evidence = new Evidence(new Token("twp-bcdfghjklm"), Set.of(POD), new Evidence.Contact.Open(),
                Optional.empty(), Optional.empty(), List.of(), Set.of(POD), List.of(), Doubts.NONE, List.of(), timings);
        EntryResolution entry = new EntryResolution(EntryResolution.Standing.ABSENT, Optional.empty(), List.of(),
                Optional.empty());
        return new Proof(route(port), entry, evidence, new Verdict(outcome, pod, List.of(reason)), started, List.of(),
                Duration.ofMillis(5));
    }

    private static Route route(int port) {
        PodTarget target = new PodTarget(POD, "uid", true, "Running", List.of("tcp-echo-container"),
                "tcp-echo-container", Message.of("proof.noEntry"));
        return new Route(new RouteId(GatewayKind.ISTIO, "default", "gateway-" + port, port),
                new ObjectName("Gateway", "default", "gateway-" + port), port, "TCP",
                new GatewayPods.Labelled(Map.of()), Optional.empty(), List.of(new Destination("tcp-echo", 3333,
                        Optional.of("v1"), Map.of(), 100, List.of(target), List.of())),
                List.of());
    }
}
