package dev.twinport.desktop.podlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.TutorialCluster;
import dev.twinport.desktop.lines.Line;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogSettings;
import dev.twinport.podlog.PodLogState;
import dev.twinport.route.PodName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodLogViewModelTest {

    private final Pulses pulses = new Pulses();
    private TutorialCluster cluster;
    private PodLog v1;
    private PodLog v2;
    private List<PodLog> followed;
    private PodLogViewModel model;

    @BeforeEach
    void follow() throws Exception {
        cluster = new TutorialCluster(true, 0, 0);
        v1 = log("v1");
        v2 = log("v2");
        followed = List.of(v1, v2);
        model = new PodLogViewModel(() -> followed, pulses.pump());
    }

    @AfterEach
    void close() {
        model.close();
        v1.close();
        v2.close();
        cluster.close();
    }

    @Test
    void onlyLinesWithReceivedAreShownUntilTheFilterIsOff() {
        cluster.log("v1", "Listening on TCP port 1025");
        cluster.log("v1", "Received Data: hello");
        pulses.until(() -> texts().equals(List.of("Received Data: hello")));
        model.filteringProperty().set(false);
        pulses.until(() -> texts().contains("Listening on TCP port 1025"));
        model.filteringProperty().set(true);
        assertThat(texts()).containsExactly("Received Data: hello");
    }

    @Test
    void expressionThatIsNoneIsToldAndTheLastGoodOneStays() {
        cluster.log("v1", "Received one");
        pulses.until(() -> texts().equals(List.of("Received one")));
        model.expressionProperty().set("Rec(");
        assertThat(model.mistakeProperty().get()).isPresent();
        assertThat(texts()).containsExactly("Received one");
        model.expressionProperty().set("[Oo]ne$");
        assertThat(model.mistakeProperty().get()).isEmpty();
        assertThat(texts()).containsExactly("Received one");
        model.expressionProperty().set("two");
        assertThat(texts()).isEmpty();
    }

    @Test
    void logsOfAllPodsAreMergedAndEachLineSaysWhoseItIs() {
        cluster.log("v1", "Received a");
        pulses.until(() -> texts().size() == 1);
        cluster.log("v2", "Received b");
        pulses.until(() -> texts().equals(List.of("Received a", "Received b")));
        assertThat(model.buffer().from(0)).extracting(Line::source).containsOnly("frprp");
        model.choose(Optional.of(v2.pod()));
        assertThat(texts()).containsExactly("Received b");
        assertThat(model.buffer().from(0)).extracting(Line::source).containsOnly("");
        model.choose(Optional.empty());
        assertThat(texts()).containsExactly("Received a", "Received b");
    }

    @Test
    void clearedLinesDoNotComeBackWithAnotherFilter() {
        cluster.log("v1", "Received old");
        pulses.until(() -> texts().size() == 1);
        model.clear();
        assertThat(texts()).isEmpty();
        model.filteringProperty().set(false);
        assertThat(texts()).isEmpty();
        cluster.log("v1", "Received new");
        pulses.until(() -> texts().equals(List.of("Received new")));
    }

    @Test
    void podThatIsGoneIsNotFollowedAnyMore() {
        model.choose(Optional.of(v2.pod()));
        followed = List.of(v1);
        model.podsChanged();
        assertThat(model.pods()).containsExactly(v1.pod());
        assertThat(model.chosenProperty().get()).isEmpty();
    }

    @Test
    void controlCharactersAreShown() {
        cluster.log("v1", "Received \u001b[31mred\0");
        pulses.until(() -> texts().equals(List.of("Received ␛[31mred␀")));
    }

    @Test
    void stateIsTheOneThatNeedsAttentionMost() {
        pulses.until(() -> model.statusProperty().get().state().equals(Optional.of(PodLogState.LIVE)));
        PodLog unknown = new PodLog(cluster, new PodName("default", "nobody"), "c", PodLogSettings.DEFAULT);
        unknown.start();
        followed = List.of(v1, unknown);
        model.podsChanged();
        pulses.until(() -> model.statusProperty().get().state().equals(Optional.of(PodLogState.UNAVAILABLE)));
        assertThat(model.statusProperty().get().trouble()).isPresent();
        unknown.close();
    }

    private PodLog log(String version) {
        PodLog log = new PodLog(cluster, new PodName("default", TutorialCluster.podName(version)), "tcp-echo-container",
                PodLogSettings.DEFAULT);
        log.start();
        return log;
    }

    private List<String> texts() {
        return model.buffer().from(0).stream().map(Line::text).toList();
    }
}
