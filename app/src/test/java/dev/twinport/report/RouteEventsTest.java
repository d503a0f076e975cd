package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cluster.ClusterEvent;
import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report comes to as Events, and as a line of a log. */
class RouteEventsTest {

    private static final Inventory OBJECTS = new Inventory(
            List.of(object("VirtualService", "tcp-echo"), object("Gateway", "tcp-echo-gateway")), Map.of());

    @Test
    void aProvenRouteIsANormalEventOfItsVirtualService() throws IOException {
        List<ClusterEvent> events = RouteEvents.of(ReportSamples.proven(), OBJECTS);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.regarding().kind()).isEqualTo("VirtualService");
            assertThat(event.warning()).isFalse();
            assertThat(event.reason()).isEqualTo("RouteProven");
        });
        assertThat(events.getFirst().note()).isEqualTo(
                "default/tcp-echo-gateway:31400 → v1 PROVEN: echo, log and greeting agree on pod tcp-echo-v1-a");
    }

    @Test
    void oneMessageLedAstrayAmongManyIsAWarning() throws IOException {
        Report report = ReportSamples.of("healthy-tutorial", Way.WELL, Way.ASTRAY, Way.WELL);
        assertThat(RouteEvents.of(report, OBJECTS)).allSatisfy(event -> {
            assertThat(event.warning()).isTrue();
            assertThat(event.reason()).isEqualTo("RouteMisrouted");
            assertThat(event.note()).contains(" MISROUTED: ");
        });
    }

    @Test
    void theNotesOfTwoRunsThatSawTheSameAreTheSame() throws IOException {
        for (Way way : Way.values()) {
            List<String> one = notes(ReportSamples.of("healthy-tutorial", way));
            assertThat(one).hasSize(2).isEqualTo(notes(ReportSamples.of("healthy-tutorial", way, way)));
        }
    }

    @Test
    void aRouteWithoutVirtualServiceIsToldOfItsGateway() throws IOException {
        List<ClusterEvent> events = RouteEvents.of(ReportSamples.of("no-virtual-service", Way.REFUSED), OBJECTS);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.regarding().kind()).isEqualTo("Gateway");
            assertThat(event.reason()).isEqualTo("RouteBroken");
        });
    }

    @Test
    void theLogLineCountsRoutesAndNamesThoseThatFailed() throws IOException {
        String proven = ReportFormat.LOG.write(ReportSamples.proven(), new Wording(Wording.CHINESE));
        assertThat(proven).endsWith("\n").containsOnlyOnce("\n").contains("\"level\":\"info\"",
                "\"msg\":\"2 of 2 routes proven\"", "\"PROVEN\":2", "\"unproven\":[]");
        String astray = LogLine.of(ReportSamples.of("healthy-tutorial", Way.ASTRAY));
        assertThat(astray).contains("\"level\":\"error\"", "\"msg\":\"0 of 2 routes proven\"", "\"MISROUTED\":2",
                "\"gateway\":\"default/tcp-echo-gateway\"", "\"outcome\":\"MISROUTED\"", "\"reason\":");
    }

    @Test
    void theRequestsThatWereMadeAreTold() throws IOException {
        Report proven = ReportSamples.proven();
        Report counted = new Report(proven.program(), proven.cluster(), proven.versions(), proven.started(),
                proven.took(), false, false, proven.results(), Map.of("list pods", 1L, "get pods/log", 2L));
        assertThat(LogLine.of(counted)).contains("\"requests\":3");
        assertThat(JsonReport.of(counted)).contains("\"get pods/log\" : 2", "\"list pods\" : 1");
        assertThat(JsonReport.of(Redaction.SECRETS.apply(counted))).contains("\"get pods/log\" : 2");
    }

    @Test
    void theLogLineOfHundredsOfFailuresIsShorterThanAContainersLogCutsAt() throws IOException {
        Report report = ReportSamples.everything();
        assertThat(report.results()).hasSizeGreaterThan(200);
        assertThat(LogLine.of(report).length()).isLessThan(16 * 1024);
    }

    private static List<String> notes(Report report) {
        return RouteEvents.of(report, OBJECTS).stream().map(ClusterEvent::note).toList();
    }

    private static KubernetesObject object(String kind, String name) {
        return new KubernetesObject(
                Map.of("kind", kind, "metadata", Map.of("namespace", "default", "name", name, "uid", "uid-" + name)));
    }
}
