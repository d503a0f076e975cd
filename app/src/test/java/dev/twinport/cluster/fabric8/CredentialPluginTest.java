package dev.twinport.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.message.Wording;
import dev.twinport.route.KubernetesObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the plugins are shell scripts")
class CredentialPluginTest {

    private static final String VERSION = "client.authentication.k8s.io/v1";

    @TempDir
    Path folder;

    @Test
    void aTokenIsTakenAndThePluginIsToldWhatIsWanted() throws Exception {
        Credential credential = plugin("""
                echo "$KUBERNETES_EXEC_INFO" > %s/asked
                echo '{"apiVersion":"%s","kind":"ExecCredential","status":{"token":"'"$PREFIX-$1"'"}}'
                """.formatted(folder, VERSION)).ask();

        assertThat(credential.token()).contains("env-a b\"c");
        assertThat(credential).hasToString("a credential");
        assertThat(Files.readString(folder.resolve("asked"))).contains(VERSION).contains("\"interactive\":false")
                .contains("https://there");
    }

    @Test
    void anExpiredTokenIsAskedForAnewAndAValidOneIsNot() throws Exception {
        CredentialPlugin plugin = plugin("""
                echo x >> %s/times
                n=$(wc -l < %s/times)
                echo '{"apiVersion":"%s","status":{"token":"'$n'","expirationTimestamp":"2026-11-23T1'$n':00:00Z"}}'
                """.formatted(folder, folder, VERSION));
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T11:30:00Z"), ZoneOffset.UTC);
        RenewedToken token = new RenewedToken(plugin, plugin.ask(), clock);

        assertThat(token.getToken()).isEqualTo("2");
        assertThat(token.getToken()).isEqualTo("2");
    }

    @Test
    void aPluginThatIsNotThereIsNamed() {
        CredentialPlugin plugin = new CredentialPlugin(
                new KubernetesObject(Map.of("command", "twinport-no-such-plugin", "apiVersion", VERSION)), Map.of(),
                CredentialPlugin.PATIENCE);
        assertThat(failure(plugin, Cause.KUBECONFIG_UNREADABLE)).isEqualTo(
                "The credential plugin twinport-no-such-plugin cannot be started. Is it installed, and on the PATH?");
    }

    @Test
    void aPluginThatFailsIsNamedWithItsCodeAndNothingItPrinted() throws Exception {
        assertThat(failure(plugin("echo s3cr3t; echo s3cr3t >&2; exit 3"), Cause.UNAUTHORIZED))
                .contains("/bin/sh ended with code 3").doesNotContain("s3cr3t");
    }

    @Test
    void whatIsNoCredentialIsSaidAndNotQuoted() throws Exception {
        for (String printed : List.of("s3cr3t", "{\"apiVersion\":\"v0\",\"status\":{\"token\":\"s3cr3t\"}}",
                "{\"apiVersion\":\"" + VERSION + "\",\"s3cr3t\":1}", "")) {
            assertThat(failure(plugin("echo '" + printed + "'"), Cause.UNAUTHORIZED)).contains("printed no credential")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void aPluginThatHangsIsEndedWithAllItHasStarted() throws Exception {
        Path pid = folder.resolve("pid");
        CredentialPlugin plugin = new CredentialPlugin(plugin("sleep 600 & echo $! > " + pid + "; wait").exec(),
                Map.of(), Duration.ofMillis(500));

        assertThat(failure(plugin, Cause.NO_ANSWER)).contains("did not finish");
        long child = Long.parseLong(Files.readString(pid).strip());
        await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void interruptingEndsTheWait() throws Exception {
        CredentialPlugin plugin = plugin("touch " + folder.resolve("started") + "; sleep 600");
        CompletableFuture<Cause> reason = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual()
                .start(() -> reason.complete(catchThrowableOfType(ClusterException.class, plugin::ask).reason()));
        await().until(() -> Files.exists(folder.resolve("started")));
        asking.interrupt();

        assertThat(reason).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(Cause.CANCELLED);
    }

    private static String failure(CredentialPlugin plugin, Cause cause) {
        ClusterException failure = catchThrowableOfType(ClusterException.class, plugin::ask);
        assertThat(failure.reason()).isEqualTo(cause);
        return new Wording(Wording.ENGLISH).say(failure.sentence());
    }

    /** A shell script; called with one argument that a shell would take apart. */
    private CredentialPlugin plugin(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("plugin.sh"), script);
        Map<String, Object> exec = Map.of("command", "/bin/sh", "args", List.of(file.toString(), "a b\\\"c"), "env",
                List.of(Map.of("name", "PREFIX", "value", "env")), "apiVersion", VERSION, "provideClusterInfo", true);
        return new CredentialPlugin(new KubernetesObject(exec), Map.of("server", "https://there"),
                CredentialPlugin.PATIENCE);
    }
}
