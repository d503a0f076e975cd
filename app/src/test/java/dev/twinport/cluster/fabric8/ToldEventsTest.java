package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterEvent;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import dev.twinport.practice.access.PreparedUser;
import dev.twinport.route.KubernetesObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events told to a practice cluster, and read there by another client. */
class ToldEventsTest {

    private static final Instant SEEN = Instant.parse("2026-11-24T18:00:00Z");

    @TempDir
    static Path folder;
    private static PracticeCluster server;
    private static KubernetesClient reader;
    private static Cluster cluster;

    @BeforeAll
    static void open() throws Exception {
        server = new PracticeCluster(new PracticeSettings(folder, 0, Clock.systemUTC()));
        server.start();
        reader = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(server.kubeconfig())))
                .build();
        cluster = Fabric8Cluster.openPractice(choice(server.kubeconfig()));
    }

    @AfterAll
    static void close() {
        cluster.close();
        reader.close();
        server.close();
    }

    @Test
    void theSameToldAgainIsASeriesAndWhatDiffersIsAnotherEvent() throws Exception {
        KubernetesObject object = object("echo");
        for (int time = 0; time < 3; time++) {
            cluster.tell(new ClusterEvent(object, false, "RouteProven", "31400 → v1 PROVEN", SEEN.plusSeconds(time)));
        }
        cluster.tell(new ClusterEvent(object, true, "RouteMisrouted", "31400 → v1 MISROUTED", SEEN.plusSeconds(9)));

        List<Event> events = of(object);
        assertThat(events).extracting(Event::getReason).containsExactlyInAnyOrder("RouteProven", "RouteMisrouted");
        Event proven = events.stream().filter(event -> event.getReason().equals("RouteProven")).findFirst()
                .orElseThrow();
        assertThat(proven.getType()).isEqualTo("Normal");
        assertThat(proven.getMessage()).isEqualTo("31400 → v1 PROVEN");
        assertThat(proven.getReportingComponent()).isEqualTo("twinport.dev/verify");
        assertThat(proven.getEventTime().getTime()).isEqualTo("2026-11-24T18:00:00.000000Z");
        assertThat(proven.getSeries().getCount()).isEqualTo(3);
        assertThat(proven.getSeries().getLastObservedTime().getTime()).isEqualTo("2026-11-24T18:00:02.000000Z");
        assertThat(proven.getInvolvedObject().getUid()).isEqualTo(object.uid());
        Event misrouted = events.stream().filter(event -> event.getReason().equals("RouteMisrouted")).findFirst()
                .orElseThrow();
        assertThat(misrouted.getType()).isEqualTo("Warning");
        assertThat(misrouted.getSeries()).isNull();
    }

    @Test
    void aNoteThatIsTooLongForAnEventIsCut() throws Exception {
        KubernetesObject object = object("long");
        cluster.tell(new ClusterEvent(object, true, "RouteBroken", "x".repeat(3_000), SEEN));
        assertThat(of(object)).singleElement().satisfies(event -> assertThat(event.getMessage()).hasSize(1_024));
    }

    @Test
    void whoeverMayNotTellIsToldSo() throws Exception {
        KubernetesObject object = object("foreign");
        try (Cluster viewer = Fabric8Cluster.openPractice(choice(server.kubeconfig(PreparedUser.VIEWER)))) {
            ClusterException refusal = catchThrowableOfType(ClusterException.class,
                    () -> viewer.tell(new ClusterEvent(object, false, "RouteProven", "note", SEEN)));
            assertThat(refusal.reason()).isEqualTo(ClusterException.Cause.FORBIDDEN);
            assertThat(refusal.sentence().arguments()).containsExactly("patch", "events.events.k8s.io", "default");
        }
        assertThat(of(object)).isEmpty();
    }

    private static KubernetesObject object(String name) {
        ConfigMap made = reader.resource(
                new ConfigMapBuilder().withNewMetadata().withName(name).withNamespace("default").endMetadata().build())
                .create();
        return new KubernetesObject(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata",
                Map.of("namespace", "default", "name", name, "uid", made.getMetadata().getUid())));
    }

    private static List<Event> of(KubernetesObject object) {
        return reader.v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> object.uid().equals(event.getInvolvedObject().getUid())).toList();
    }

    private static KubeconfigChoice choice(Path kubeconfig) {
        return new KubeconfigChoice(Optional.of(kubeconfig), Optional.empty(), Optional.empty());
    }
}
