package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.twinport.practice.access.PreparedUser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeClusterTest {

    @TempDir
    private Path directory;

    @Test
    void aStartedClusterAnswersAndItsKubeconfigSaysWhere() throws Exception {
        try (PracticeCluster cluster = cluster()) {
            cluster.start();

            assertThat(answers(server(cluster.kubeconfig()))).isTrue();
            assertThat(cluster.notices()).isEmpty();
        }
    }

    @Test
    void aClosedClusterAnswersNoMoreAndLeavesNothing() throws Exception {
        PracticeCluster cluster = cluster();
        cluster.start();
        URI server = server(cluster.kubeconfig());
        cluster.close();
        cluster.close();

        assertThat(directory).isEmptyDirectory();
        assertThat(answers(server)).isFalse();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.equals("practice-controllers"));
    }

    @Test
    void aKubeconfigThatAnotherClusterHasWrittenMeanwhileIsLeftAlone() throws Exception {
        try (PracticeCluster second = cluster()) {
            try (PracticeCluster first = cluster()) {
                first.start();
                second.start();
            }

            assertThat(answers(server(second.kubeconfig()))).isTrue();
        }
    }

    @Test
    void aPreparedUsersKubeconfigIsBesideTheAdministratorsAsLongAsTheClusterRuns() throws Exception {
        try (PracticeCluster cluster = cluster()) {
            cluster.start();
            Path viewer = cluster.kubeconfig(PreparedUser.VIEWER);

            assertThat(viewer).hasParent(directory).hasFileName("practice-as-viewer.kubeconfig");
            assertThat(cluster.kubeconfig(PreparedUser.VIEWER)).isEqualTo(viewer);
            assertThat(viewer).content().contains("server: " + server(cluster.kubeconfig()), "namespace: default");
            assertThat(cluster.kubeconfig(PreparedUser.NAMESPACE_VIEWER)).isNotEqualTo(viewer).exists();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aClusterStartsOnceOnly() throws Exception {
        try (PracticeCluster cluster = cluster()) {
            assertThatIllegalStateException().isThrownBy(cluster::kubeconfig);
            cluster.start();

            assertThatIllegalStateException().isThrownBy(cluster::start);
        }
    }

    /** The API server a kubeconfig names. */
    private static URI server(Path kubeconfig) throws IOException {
        return Files.readAllLines(kubeconfig).stream().map(String::strip).filter(line -> line.startsWith("server: "))
                .map(line -> URI.create(line.substring("server: ".length()))).findFirst().orElseThrow();
    }

    private static boolean answers(URI server) throws IOException {
        try (Socket api = new Socket(server.getHost(), server.getPort())) {
            return api.isConnected();
        } catch (ConnectException nobodyListens) {
            return false;
        }
    }

    private PracticeCluster cluster() {
        return new PracticeCluster(new PracticeSettings(directory, 0, Clock.systemUTC()));
    }
}
