package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.message.Wording;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    @TempDir
    Path folder;

    @Test
    void theFirstOfSeveralFilesWinsAsWithKubectl() throws Exception {
        Path one = file("one", "current-context: a", cluster("a", "https://one"), context("a", "a", "me"));
        Path two = file("two", "current-context: b", cluster("a", "https://two"), cluster("b", "https://b"),
                context("a", "b", "me"), context("b", "b", "me"), user("me", "token: t"));
        Kubeconfig merged = read(one + File.pathSeparator + folder.resolve("absent") + File.pathSeparator + two);

        assertThat(merged.currentContext()).contains("a");
        assertThat(merged.contexts()).extracting(Kubeconfig.Context::name).containsExactly("a", "b");
        Kubeconfig.Context chosen = merged.context(KubeconfigChoice.CURRENT);
        assertThat(config(merged, chosen).getMasterUrl()).startsWith("https://one");
        assertThat(config(merged, chosen).getOauthTokenProvider().getToken()).isEqualTo("t");
        Kubeconfig.Context other = merged.context(choice("b"));
        assertThat(config(merged, other).getMasterUrl()).startsWith("https://b");
    }

    @Test
    void aContextWithoutNamespaceIsInDefault() throws Exception {
        Path file = file("config", cluster("c", "https://c"), context("x", "c", ""));
        assertThat(read(file.toString()).context(choice("x")).namespace()).isEqualTo("default");
    }

    @Test
    void certificatePathsAreRelativeToTheFileTheyStandIn() throws Exception {
        Path one = file("config", "current-context: x", context("x", "c", "me"));
        Files.createDirectory(folder.resolve("sub"));
        Path two = file("sub/config", cluster("c", "https://c, certificate-authority: ca.pem"),
                user("me", "client-certificate: me.pem, client-key: ../me.key, tokenFile: token"));
        Files.writeString(folder.resolve("sub/token"), "renewed \n");
        Kubeconfig merged = read(one + File.pathSeparator + two);
        Config config = config(merged, merged.context(KubeconfigChoice.CURRENT));

        assertThat(Path.of(config.getCaCertFile())).isEqualTo(folder.resolve("sub/ca.pem"));
        assertThat(Path.of(config.getClientCertFile())).isEqualTo(folder.resolve("sub/me.pem"));
        assertThat(Path.of(config.getClientKeyFile()).normalize()).isEqualTo(folder.resolve("me.key"));
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("renewed");
    }

    @Test
    void variablesOfTheClientLibraryDoNotLeadElsewhere() throws Exception {
        Path file = file("config", "current-context: x", cluster("c", "https://chosen"), context("x", "c", ""));
        System.setProperty("kubernetes.master", "https://elsewhere");
        System.setProperty("kubernetes.auth.token", "foreign");
        try {
            Kubeconfig read = read(file.toString());
            Config config = config(read, read.context(KubeconfigChoice.CURRENT));
            assertThat(config.getMasterUrl()).startsWith("https://chosen");
            assertThat(config.getAutoOAuthToken()).isNull();
            assertThat(config.getOauthTokenProvider()).isNull();
        } finally {
            System.clearProperty("kubernetes.master");
            System.clearProperty("kubernetes.auth.token");
        }
    }

    @Test
    void aTokenRenewedInTheFileIsTakenUp() throws Exception {
        Path file = file("config", "current-context: x", cluster("c", "https://c"), context("x", "c", "me"),
                user("me", "token: old"));
        Kubeconfig read = read(file.toString());
        Config config = config(read, read.context(KubeconfigChoice.CURRENT));
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("old");

        file("config", "current-context: x", cluster("c", "https://c"), context("x", "c", "me"),
                user("me", "token: new"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("new");

        Files.delete(file);
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("new");
    }

    @Test
    void aProxyIsUsedForTheServerWhateverItsOwnScheme() throws Exception {
        Path file = file("config", "current-context: x",
                cluster("c", "https://c, proxy-url: 'http://proxy:3128', tls-server-name: other"),
                context("x", "c", ""));
        Kubeconfig read = read(file.toString());
        Config config = config(read, read.context(KubeconfigChoice.CURRENT));
        assertThat(config.getHttpsProxy()).isEqualTo("http://proxy:3128");
        assertThat(config.getTlsServerName()).isEqualTo("other");
    }

    @Test
    void whatIsWrongWithAFileIsSaid() throws Exception {
        assertThat(sentence("absent")).isEqualTo("There is no kubeconfig " + folder.resolve("absent")
                + ". Name one with --kubeconfig or KUBECONFIG, or use the practice cluster: --practice");
        Files.createDirectory(folder.resolve("directory"));
        assertThat(sentence("directory")).endsWith("cannot be read.");
        Files.writeString(folder.resolve("garbage"), "token: [s3cr3t");
        assertThat(sentence("garbage")).endsWith("is not valid YAML of the expected form.").doesNotContain("s3cr3t");
        Files.writeString(folder.resolve("list"), "- 1");
        assertThat(sentence("list")).endsWith("is not valid YAML of the expected form.");
        Files.writeString(folder.resolve("empty"), "");
        assertThat(sentence("empty")).isEqualTo("The kubeconfig names no current context. Choose one of: -");
    }

    @Test
    void aFileThatMayNotBeReadIsSaid() throws Exception {
        Path file = file("config", "current-context: x");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file)).as("root reads every file").isTrue();
        assertThat(sentence("config")).endsWith("cannot be read.");
    }

    @Test
    void whatIsWrongWithAContextIsSaid() throws Exception {
        file("none", cluster("c", "https://c"), context("x", "c", ""), context("y", "c", ""));
        assertThat(sentence("none")).isEqualTo("The kubeconfig names no current context. Choose one of: x, y");
        file("gone", "current-context: z", context("x", "c", ""));
        assertThat(sentence("gone")).isEqualTo("The kubeconfig has no context z; it has: x");
        file("clusterless", "current-context: x", context("x", "c", ""));
        assertThat(sentence("clusterless"))
                .isEqualTo("Context x names cluster c, which the kubeconfig does not define.");
        file("userless", "current-context: x", cluster("c", "https://c"), context("x", "c", "me"));
        assertThat(sentence("userless")).isEqualTo("Context x names user me, which the kubeconfig does not define.");
        file("serverless", "current-context: x", cluster("c", "''"), context("x", "c", ""));
        assertThat(sentence("serverless")).isEqualTo("Cluster c of the kubeconfig names no server.");
    }

    private String sentence(String name) {
        ClusterException failure = catchThrowableOfType(ClusterException.class,
                () -> Fabric8Cluster.open(
                        new KubeconfigChoice(Optional.of(folder.resolve(name)), Optional.empty(), Optional.empty()),
                        _ -> {
                        }));
        assertThat(failure.reason()).isIn(ClusterException.Cause.KUBECONFIG_UNREADABLE,
                ClusterException.Cause.NO_SUCH_CONTEXT);
        return new Wording(Wording.ENGLISH).say(failure.sentence());
    }

    private Kubeconfig read(String variable) throws ClusterException {
        return Kubeconfig.read(Optional.empty(), Optional.of(variable), folder.resolve("usual"), Optional.empty());
    }

    private static Config config(Kubeconfig kubeconfig, Kubeconfig.Context context) throws ClusterException {
        return kubeconfig.config(context, _ -> {
        });
    }

    private static KubeconfigChoice choice(String context) {
        return new KubeconfigChoice(Optional.empty(), Optional.of(context), Optional.empty());
    }

    private static String cluster(String name, String server) {
        return "clusters: {name: %s, cluster: {server: %s}}".formatted(name, server);
    }

    private static String context(String name, String cluster, String user) {
        return "contexts: {name: %s, context: {cluster: %s, user: \"%s\"}}".formatted(name, cluster, user);
    }

    private static String user(String name, String fields) {
        return "users: {name: %s, user: {%s}}".formatted(name, fields);
    }

    /** Writes a kubeconfig; parts of the same section become one list. */
    private Path file(String name, String... parts) throws IOException {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Config\n");
        for (String section : new String[] { "clusters: ", "contexts: ", "users: " }) {
            StringBuilder items = new StringBuilder();
            for (String part : parts) {
                if (part.startsWith(section)) {
                    items.append("- ").append(part.substring(section.length())).append('\n');
                }
            }
            text.append(items.isEmpty() ? "" : section + "\n" + items);
        }
        for (String part : parts) {
            text.append(part.startsWith("current-context") ? part + "\n" : "");
        }
        return Files.writeString(folder.resolve(name), text);
    }
}
