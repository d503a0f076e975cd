package dev.twinport.cli;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.message.Message;
import dev.twinport.report.Redaction;
import dev.twinport.report.Report;
import dev.twinport.report.RouteEvents;
import dev.twinport.route.Inventory;
import picocli.CommandLine.Option;

/** Whether the results are told in the cluster, too: the only thing {@code verify} ever writes there. */
final class EventOption {

    @Option(names = "--event", description = "Also tell each route's result as an Event of its VirtualService or TCPRoute; needs the rights to create and patch events.events.k8s.io.")
    private boolean event;

    /** Tells the results, if that was asked for. One that cannot be told is said; the results stay what they are. */
    void tell(Cluster cluster, Report report, Inventory inventory, Terminal terminal) {
        if (!event) {
            return;
        }
        for (ClusterEvent told : RouteEvents.of(Redaction.SECRETS.apply(report), inventory)) {
            try {
                cluster.tell(told);
            } catch (ClusterException e) {
                terminal.failure(Message.of("cli.eventUntold", e.sentence()));
                return;
            }
        }
    }
}
