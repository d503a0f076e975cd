package dev.twinport.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Message;
import dev.twinport.route.GatewayKind;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.ObjectName;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenEntryTest {

    private static final Route ROUTE = new Route(new RouteId(GatewayKind.ISTIO, "default", "tcp-echo-gateway", 31400),
            new ObjectName("Gateway", "default", "tcp-echo-gateway"), 31400, "TCP", new GatewayPods.Labelled(Map.of()),
            Optional.empty(), List.of(), List.of());
    private static final EntryResolution UNKNOWN = new EntryResolution(EntryResolution.Standing.UNKNOWN,
            Optional.empty(), List.of(), Optional.of(Message.of("entry.unread", "Pod", "no right")));
    private static final Entry FOUND = new Entry("10.200.1.1", 31400, Entry.Kind.LOAD_BALANCER_ADDRESS,
            Message.of("entry.loadBalancerAddress", "istio-system/istio-ingressgateway"));

    @Test
    void addressThatIsGivenStandsInForTheOneThatMayNotBeRead() {
        EntryResolution entered = GivenEntry.over(UNKNOWN, ROUTE,
                List.of(new GivenEntry(Optional.empty(), "gateway.example", Optional.empty())));
        assertThat(entered.standing()).isEqualTo(EntryResolution.Standing.USABLE);
        assertThat(entered.entry().map(Entry::toString)).contains("gateway.example:31400");
        assertThat(entered.problem()).isEmpty();
    }

    @Test
    void addressOfThePortComesBeforeTheOneOfAll() {
        EntryResolution entered = GivenEntry.over(UNKNOWN, ROUTE,
                List.of(new GivenEntry(Optional.empty(), "all", Optional.empty()),
                        new GivenEntry(Optional.of(31401), "other", Optional.empty()),
                        new GivenEntry(Optional.of(31400), "mine", Optional.of(8400))));
        assertThat(entered.entry().map(Entry::toString)).contains("mine:8400");
    }

    @Test
    void addressOfAnotherPortChangesNothing() {
        assertThat(
                GivenEntry.over(UNKNOWN, ROUTE, List.of(new GivenEntry(Optional.of(31401), "other", Optional.empty()))))
                        .isEqualTo(UNKNOWN);
    }

    @Test
    void whatWasFoundIsStillToBeSeen() {
        EntryResolution found = new EntryResolution(EntryResolution.Standing.USABLE, Optional.of(FOUND), List.of(),
                Optional.empty());
        EntryResolution entered = GivenEntry.over(found, ROUTE,
                List.of(new GivenEntry(Optional.empty(), "localhost", Optional.of(8400))));
        assertThat(entered.alternatives()).containsExactly(FOUND);
    }
}
