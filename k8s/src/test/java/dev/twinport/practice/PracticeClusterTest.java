package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.practice.access.PreparedUser;
import java.net.Socket;
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

            assertThat(Files.readString(cluster.kubeconfig())).contains("server: " + cluster.apiAddress());
            try (Socket api = new Socket("127.0.0.1", cluster.apiAddress().getPort())) {
                assertThat(api.isConnected()).isTrue();
            }
            assertThat(cluster.notices()).isEmpty();
        }
    }

    @Test
    void aClosedClusterAnswersNoMoreAndLeavesNothing() throws Exception {
        PracticeCluster cluster = cluster();
        cluster.start();
        int port = cluster.apiAddress().getPort();
        cluster.close();
        cluster.close();

        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(java.net.ConnectException.class);
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

            assertThat(second.kubeconfig()).content().contains("server: " + second.apiAddress());
        }
    }

    @Test
    void aPreparedUsersKubeconfigIsBesideTheAdministratorsAsLongAsTheClusterRuns() throws Exception {
        try (PracticeCluster cluster = cluster()) {
            cluster.start();
            Path viewer = cluster.kubeconfig(PreparedUser.VIEWER);

            assertThat(viewer).hasParent(directory).hasFileName("practice-as-viewer.kubeconfig");
            assertThat(cluster.kubeconfig(PreparedUser.VIEWER)).isEqualTo(viewer);
            assertThat(viewer).content().contains("server: " + cluster.apiAddress(), "namespace: default");
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

    private PracticeCluster cluster() {
        return new PracticeCluster(new PracticeSettings(directory, 0, Clock.systemUTC()));
    }
}
