package dev.twinport.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    @Test
    void podsAreThoseOfTheSubsetWhateverTheVirtualServiceSays() throws IOException {
        Inventory inventory = RouteGridTest.inventory("healthy-tutorial");
        assertThat(names(new Expectation(31400, "v1"), inventory)).containsExactly("tcp-echo-v1-a");
        assertThat(names(new Expectation(31400, "v2"), inventory)).containsExactly("tcp-echo-v2-b");
        assertThat(names(new Expectation(31401, "v1"), inventory)).containsExactly("tcp-echo-v1-a");
    }

    @Test
    void knownSubsetsAreThoseOfTheRuleAndThoseTheRoutesName() throws IOException {
        assertThat(known("healthy-tutorial", 31400)).containsExactly("v1", "v2");
        // v2 is not in the rule any more: whoever expects it is right, and the cluster is not.
        assertThat(known("subset-missing", 31400)).contains("v1", "v2");
        assertThat(known("no-destination-rule", 31400)).containsExactly("v1", "v2");
    }

    @Test
    void whereTheRouteLeadsNowhereNothingIsKnownAndNoPodExpected() throws IOException {
        assertThat(known("no-virtual-service", 31400)).isEmpty();
        Inventory inventory = RouteGridTest.inventory("no-virtual-service");
        assertThat(names(new Expectation(31400, "v1"), inventory)).isEmpty();
        assertThat(pods(new Expectation(31400, "v1"), inventory).unknown()).isEmpty();
    }

    @Test
    void subsetThatTheRuleLacksHasNoPods() throws IOException {
        Inventory inventory = RouteGridTest.inventory("no-destination-rule");
        assertThat(pods(new Expectation(31401, "v2"), inventory).pods()).isEmpty();
        assertThat(pods(new Expectation(31401, "v2"), inventory).unknown()).isEmpty();
    }

    @Test
    void rulesThatMayNotBeReadLeaveItUnknownWhichPodsAreMeant() throws IOException {
        Inventory whole = RouteGridTest.inventory("healthy-tutorial");
        Message why = Message.of("cluster.forbiddenEverywhere", "list", "DestinationRule");
        Inventory inventory = new Inventory(
                whole.objects().stream().filter(object -> !object.kind().equals("DestinationRule")).toList(),
                java.util.Map.of("DestinationRule", new Unread(why, java.util.Set.of())));
        ExpectedPods expected = pods(new Expectation(31400, "v1"), inventory);
        assertThat(expected.pods()).isEmpty();
        assertThat(expected.unknown()).contains(Message.of("route.unread", "DestinationRule", why));
        assertThat(Expectation.known(route(inventory, 31400), inventory)).isEmpty();
    }

    private static List<String> names(Expectation expectation, Inventory inventory) {
        return pods(expectation, inventory).pods().stream().map(pod -> pod.name().name()).toList();
    }

    private static ExpectedPods pods(Expectation expectation, Inventory inventory) {
        return expectation.pods(route(inventory, expectation.port()), inventory);
    }

    private static Iterable<String> known(String name, int port) throws IOException {
        Inventory inventory = RouteGridTest.inventory(name);
        return Expectation.known(route(inventory, port), inventory);
    }

    private static Route route(Inventory inventory, int port) {
        return RouteReader.read(inventory).stream().filter(route -> route.port() == port).findFirst().orElseThrow();
    }
}
