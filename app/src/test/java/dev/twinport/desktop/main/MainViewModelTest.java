package dev.twinport.desktop.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.desktop.ClusterChoice;
import dev.twinport.desktop.DesktopSettings;
import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.TutorialCluster;
import dev.twinport.desktop.TutorialClusters;
import dev.twinport.desktop.proof.ProofState;
import dev.twinport.desktop.route.RouteViewModel;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainViewModelTest {

    private final Pulses pulses = new Pulses();
    private TutorialCluster cluster;
    private TutorialClusters clusters;
    private MainViewModel model;

    @BeforeEach
    void open() throws Exception {
        cluster = new TutorialCluster(true, 0, 0, 0);
        clusters = new TutorialClusters(cluster);
        model = new MainViewModel(clusters.dependencies(), pulses.pump());
        model.start();
    }

    @AfterEach
    void close() {
        model.close();
        cluster.close();
    }

    @Test
    void everyRouteOfTheClusterIsAColumn() {
        pulses.until(() -> model.routes().size() == 3);
        assertThat(model.routes()).extracting(route -> route.routeProperty().get().destinationName())
                .containsExactlyInAnyOrder("v1", "v2", "v3");
        assertThat(model.clusterProperty().get()).isEqualTo(new ClusterState.Open(cluster.name()));
    }

    @Test
    void verifyProvesEveryRouteWithItsOwnPod() {
        pulses.until(() -> model.routes().size() == 3);
        model.verify();
        pulses.until(() -> model.routes().stream()
                .allMatch(route -> route.proof().stateProperty().get() instanceof ProofState.Judged));
        for (RouteViewModel route : model.routes()) {
            ProofState.Judged judged = (ProofState.Judged) route.proof().stateProperty().get();
            assertThat(judged.proof().verdict().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(judged.proof().verdict().pod().orElseThrow().name())
                    .isEqualTo(TutorialCluster.podName(route.routeProperty().get().destinationName()));
        }
    }

    @Test
    void verdictDoesNotOutliveTheRouteItWasAbout() {
        pulses.until(() -> model.routes().size() == 3);
        RouteViewModel route = model.routes().getFirst();
        route.proof().verify();
        pulses.until(() -> route.proof().stateProperty().get() instanceof ProofState.Judged);
        cluster.delete("DestinationRule");
        pulses.until(() -> route.proof().stateProperty().get() instanceof ProofState.Outdated);
    }

    @Test
    void keepingToVerifyFillsTheBoardAndTheStripOfEveryRoute() {
        pulses.until(() -> model.routes().size() == 3);
        model.board().start();
        pulses.until(() -> model.routes().stream().allMatch(
                route -> route.boardProperty().get().filter(board -> board.tally().total() >= 2).isPresent()));
        assertThat(model.routes()).allMatch(route -> route.boardProperty().get().orElseThrow().running()
                && route.proof().stateProperty().get() instanceof ProofState.Judged judged
                && judged.result().tally().total() >= 2);
        model.board().stop();
        assertThat(model.routes()).noneMatch(route -> route.boardProperty().get().orElseThrow().running());
        model.board().start();
        assertThat(model.routes()).allMatch(route -> route.boardProperty().get().isEmpty());
    }

    @Test
    void verdictAboutTheRouteAsItWasIsNotTakenFromTheBoard() {
        pulses.until(() -> model.routes().size() == 3);
        model.board().start();
        RouteViewModel route = model.routes().getFirst();
        pulses.until(() -> route.proof().stateProperty().get() instanceof ProofState.Judged);
        ProofState.Judged before = (ProofState.Judged) route.proof().stateProperty().get();
        model.board().stop();
        cluster.delete("DestinationRule");
        pulses.until(() -> route.proof().stateProperty().get() instanceof ProofState.Outdated);
        route.proved(before.result());
        assertThat(route.proof().stateProperty().get()).isInstanceOf(ProofState.Outdated.class);
    }

    @Test
    void ticketNamesTheProgramTheClusterAndTheRoute() {
        pulses.until(() -> model.routes().size() == 3);
        RouteViewModel route = model.routes().getFirst();
        route.proof().verify();
        pulses.until(() -> route.proof().stateProperty().get() instanceof ProofState.Judged);
        List<String> clipboard = new ArrayList<>();
        route.report().copyTicket((ProofState.Judged) route.proof().stateProperty().get(), new Wording(Wording.ENGLISH),
                clipboard::add);
        pulses.until(() -> !clipboard.isEmpty());
        assertThat(clipboard.getFirst()).contains("Twinport 0.1.0").contains("PRACTICE")
                .contains(route.routeProperty().get().port() + " → " + route.routeProperty().get().destinationName());
    }

    @Test
    void columnStaysTheSameWhenTheClusterChangesAndShowsTheBrokenLink() {
        pulses.until(() -> model.routes().size() == 3);
        List<RouteViewModel> before = List.copyOf(model.routes());
        cluster.delete("DestinationRule");
        pulses.until(() -> model.routes().getFirst().routeProperty().get().brokenLink().isPresent());
        assertThat(model.routes()).containsExactlyElementsOf(before);
        cluster.delete("Gateway");
        cluster.delete("VirtualService");
        pulses.until(() -> model.routes().isEmpty());
        assertThat(model.clusterProperty().get()).isInstanceOf(ClusterState.Open.class);
    }

    @Test
    void clusterThatDoesNotAnswerIsToldAndTheNextChoiceIsOpened() {
        pulses.until(() -> model.routes().size() == 3);
        model.useContext("production");
        assertThat(model.routes()).isEmpty();
        pulses.until(() -> model.clusterProperty().get() instanceof ClusterState.Failed);
        assertThat(((ClusterState.Failed) model.clusterProperty().get()).sentence().key())
                .isEqualTo("console.event.timeout");
        model.useContext("empty");
        pulses.until(() -> model.clusterProperty().get() instanceof ClusterState.Open);
        assertThat(model.routes()).isEmpty();
    }

    @Test
    void clusterThatIsLeftIsClosed() {
        pulses.until(() -> model.routes().size() == 3);
        model.useContext("production");
        pulses.until(cluster::isClosed);
        assertThat(model.choiceProperty().get()).isInstanceOf(ClusterChoice.Kubeconfig.class);
    }

    @Test
    void lostConnectionIsToldWhileTheRoutesStay() {
        pulses.until(() -> model.routes().size() == 3);
        Message why = Message.of("console.event.unreachable", "10.0.0.1");
        cluster.loseConnection(why);
        pulses.until(() -> model.troubleProperty().get().isPresent());
        assertThat(model.troubleProperty().get()).contains(why);
        assertThat(model.routes()).hasSize(3);
    }

    @Test
    void contextsOfTheKubeconfigCanBeChosen() {
        pulses.until(() -> model.contexts().equals(List.of("production", "empty")));
    }

    @Test
    void changedSettingsAreRemembered() {
        model.switchTheme();
        model.switchLanguage();
        model.zoomIn();
        assertThat(clusters.remembered()).hasSize(3).last()
                .isEqualTo(new DesktopSettings(DesktopSettings.Theme.DARK, Locale.SIMPLIFIED_CHINESE, 110, false));
        model.switchLanguage();
        assertThat(clusters.remembered().getLast().language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void zoomHasBounds() {
        for (int i = 0; i < 50; i++) {
            model.zoomIn();
        }
        assertThat(model.settingsProperty().get().zoomPercent()).isEqualTo(DesktopSettings.LARGEST_ZOOM);
        for (int i = 0; i < 50; i++) {
            model.zoomOut();
        }
        assertThat(model.settingsProperty().get().zoomPercent()).isEqualTo(DesktopSettings.SMALLEST_ZOOM);
        model.zoomNormal();
        assertThat(model.settingsProperty().get().zoomPercent()).isEqualTo(100);
    }
}
