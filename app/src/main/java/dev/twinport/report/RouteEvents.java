package dev.twinport.report;

import dev.twinport.cluster.ClusterEvent;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.ObjectName;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a verification came to as Events of the cluster's objects: one a route, of its VirtualService or TCPRoute, else
 * of its Gateway. In English, as all Events are. A note has neither times nor tokens in it: what is the same reads the
 * same, run after run.
 */
public final class RouteEvents {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);

    private RouteEvents() {
    }

    /**
     * The Events of a report's routes, in their order; a route that was not probed, or none of whose objects is there,
     * has none.
     *
     * @param inventory
     *            the objects the routes were read from
     */
    public static List<ClusterEvent> of(Report report, Inventory inventory) {
        Instant seen = report.started().plus(report.took());
        List<ClusterEvent> events = new ArrayList<>();
        for (RouteResult result : report.results()) {
            Optional<Verdict> verdict = RouteSummary.deciding(result).map(Proof::verdict);
            Optional<KubernetesObject> object = regarding(result.route(), inventory);
            if (verdict.isPresent() && object.isPresent()) {
                Outcome outcome = verdict.get().outcome();
                events.add(new ClusterEvent(object.get(), outcome != Outcome.PROVEN, reason(outcome),
                        note(result.route(), verdict.get()), seen));
            }
        }
        return events;
    }

    private static Optional<KubernetesObject> regarding(Route route, Inventory inventory) {
        Stream<ObjectName> names = Stream.concat(route.routing().stream(), Stream.of(route.gateway()));
        return names.flatMap(name -> inventory.find(name.kind(), name.namespace(), name.name()).stream()).findFirst();
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case PROVEN -> "RouteProven";
            case MISROUTED -> "RouteMisrouted";
            case BROKEN -> "RouteBroken";
            case INCONCLUSIVE -> "RouteInconclusive";
        };
    }

    private static String note(Route route, Verdict verdict) {
        String name = route.destinationName();
        return route.gateway().path() + ":" + route.portText() + (name.isEmpty() ? "" : " → " + name) + " "
                + verdict.outcome() + ": " + RouteSummary.reasons(verdict, ENGLISH);
    }
}
