package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.cluster.Vantage;
import dev.twinport.message.Wording;
import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account a pod is given, as files in a folder, at a practice cluster. */
class MountedAccountTest {

    @TempDir
    static Path practice;
    private static PracticeCluster server;
    private static Config admin;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = new PracticeCluster(new PracticeSettings(practice, 0, Clock.systemUTC()));
        server.start();
        admin = Config.fromKubeconfig(Files.readString(server.kubeconfig()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void mount() throws IOException {
        Files.write(folder.resolve("ca.crt"), Base64.getDecoder().decode(admin.getCaCertData()));
        Files.writeString(folder.resolve("token"), admin.getAutoOAuthToken());
        Files.writeString(folder.resolve("namespace"), "kube-system");
    }

    @Test
    void aPodWithoutKubeconfigUsesItsServiceAccount() throws Exception {
        try (Cluster cluster = open(KubeconfigChoice.CURRENT)) {
            assertThat(cluster.name()).isEqualTo(new ClusterName("in-cluster", "kube-system", false));
            assertThat(cluster.vantage()).isEqualTo(Vantage.INSIDE);
            assertThat(cluster.read(Scope.ALL).of("Service")).isNotEmpty();
        }
    }

    @Test
    void theTokenTheKubeletRenewsIsReadAnew() throws Exception {
        try (Cluster cluster = open(KubeconfigChoice.CURRENT)) {
            assertThat(cluster.read(Scope.ALL).objects()).isNotEmpty();
            Files.writeString(folder.resolve("token"), "expired");
            ClusterException refusal = catchThrowableOfType(ClusterException.class, () -> cluster.read(Scope.ALL));
            assertThat(refusal.reason()).isEqualTo(ClusterException.Cause.UNAUTHORIZED);
            Files.writeString(folder.resolve("token"), admin.getAutoOAuthToken() + "\n");
            assertThat(cluster.read(Scope.ALL).objects()).isNotEmpty();
        }
    }

    @Test
    void anotherAuthoritysCertificateIsNotTrusted() throws Exception {
        Files.delete(folder.resolve("ca.crt"));
        try (Cluster cluster = open(KubeconfigChoice.CURRENT)) {
            ClusterException refusal = catchThrowableOfType(ClusterException.class, () -> cluster.read(Scope.ALL));
            assertThat(refusal.reason()).isEqualTo(ClusterException.Cause.NOT_TRUSTED);
        }
    }

    @Test
    void aNamespaceThatIsNamedWins() throws Exception {
        try (Cluster cluster = open(
                new KubeconfigChoice(Optional.empty(), Optional.of("in-cluster"), Optional.of("default")))) {
            assertThat(cluster.name().namespace()).isEqualTo("default");
        }
    }

    @Test
    void aKubeconfigThatIsThereWins() throws Exception {
        for (Kubeconfig read : new Kubeconfig[] { read(Optional.of(server.kubeconfig()), Optional.empty(), "absent"),
                read(Optional.empty(), Optional.of(absent() + File.pathSeparator + server.kubeconfig()), "absent"),
                read(Optional.empty(), Optional.empty(), server.kubeconfig().toString()) }) {
            assertThat(read.isOfOwnPod()).isFalse();
            assertThat(read.currentContext()).isPresent().get().isNotEqualTo("in-cluster");
        }
        assertThat(read(Optional.empty(), Optional.of(absent()), "absent").isOfOwnPod()).isTrue();
    }

    @Test
    void aKubeconfigThatIsNamedAndNotThereIsNotReplaced() {
        ClusterException failure = catchThrowableOfType(ClusterException.class,
                () -> read(Optional.of(Path.of(absent())), Optional.empty(), "absent"));
        assertThat(failure.reason()).isEqualTo(ClusterException.Cause.KUBECONFIG_UNREADABLE);
    }

    @Test
    void aContextOfAnotherNameIsNotReplaced() {
        ClusterException failure = catchThrowableOfType(ClusterException.class,
                () -> open(new KubeconfigChoice(Optional.empty(), Optional.of("lab"), Optional.empty())));
        assertThat(new Wording(Wording.ENGLISH).say(failure.sentence()))
                .isEqualTo("The kubeconfig has no context lab; it has: in-cluster");
    }

    @Test
    void thereIsNoneWithoutBothVariablesAndAToken() throws Exception {
        Map<String, String> both = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443");
        assertThat(MountedAccount.of(both, folder)).get().extracting(MountedAccount::server)
                .isEqualTo("https://10.0.0.1:443");
        assertThat(MountedAccount.of(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"), folder)).isEmpty();
        assertThat(MountedAccount.of(Map.of("KUBERNETES_SERVICE_PORT", "443"), folder)).isEmpty();
        Files.delete(folder.resolve("token"));
        assertThat(MountedAccount.of(both, folder)).isEmpty();
    }

    @Test
    void anAddressWithColonsIsBracketed() {
        assertThat(MountedAccount.of(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443"),
                folder)).get().extracting(MountedAccount::server).isEqualTo("https://[fd00::1]:443");
    }

    private Cluster open(KubeconfigChoice choice) throws ClusterException {
        return Fabric8Cluster.open(read(choice.file(), Optional.empty(), "absent"), choice, false, _ -> {
        });
    }

    private Kubeconfig read(Optional<Path> chosen, Optional<String> variable, String usual) throws ClusterException {
        URI address = URI.create(admin.getMasterUrl());
        return Kubeconfig.read(chosen, variable, folder.resolve(usual),
                MountedAccount.of(Map.of("KUBERNETES_SERVICE_HOST", address.getHost(), "KUBERNETES_SERVICE_PORT",
                        Integer.toString(address.getPort())), folder));
    }

    private String absent() {
        return folder.resolve("absent").toString();
    }
}
