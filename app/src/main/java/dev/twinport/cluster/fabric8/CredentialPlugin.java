package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.ClusterException.Cause;
import dev.twinport.route.KubernetesObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program a kubeconfig's user names to be asked for a credential (<a href=
 * "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 * credential plugins</a>). Run here and not by the client library, which waits for it without end, hands its arguments
 * to a shell and logs what it printed: a token, as like as not.
 *
 * @param exec
 *            the user's {@code exec}, its command absolute if it was written relative to the kubeconfig
 * @param cluster
 *            the context's {@code cluster}, told to a plugin that wants to know
 * @param patience
 *            longest time it may take; a person may have to log in
 */
record CredentialPlugin(KubernetesObject exec, Map<String, Object> cluster, Duration patience) {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    /** The program's name, without arguments: those may be secret. */
    String name() {
        return exec.text("command").orElse("-");
    }

    /**
     * Asks it. Blocks; the thread's interruption ends it.
     *
     * @throws ClusterException
     *             when it cannot be started, fails, prints something else or does not finish
     */
    Credential ask() throws ClusterException {
        Process process = start();
        CompletableFuture<byte[]> printed = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("credential plugin").start(() -> {
            try (InputStream in = process.getInputStream()) {
                printed.complete(in.readNBytes(LONGEST_ANSWER));
            } catch (IOException e) {
                printed.completeExceptionally(e);
            }
        });
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            byte[] answer = printed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw silent();
            }
            if (process.exitValue() != 0) {
                throw Failures.of(Cause.UNAUTHORIZED, "cluster.pluginFailed", name(), process.exitValue());
            }
            return credential(answer);
        } catch (TimeoutException _) {
            throw silent();
        } catch (ExecutionException _) {
            throw unusable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() throws ClusterException {
        List<String> command = new ArrayList<>();
        command.add(name());
        command.addAll(exec.texts("args"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(nothing());
        exec.items("env").forEach(variable -> builder.environment().put(variable.text("name").orElse(""),
                variable.text("value").orElse("")));
        builder.environment().put("KUBERNETES_EXEC_INFO", JSON.writeValueAsString(question()));
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException _) {
            throw Failures.of(Cause.KUBECONFIG_UNREADABLE, "cluster.pluginMissing", name());
        }
    }

    private static File nothing() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private Map<String, Object> question() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interactive", false);
        if (exec.at("provideClusterInfo").filter(Boolean.TRUE::equals).isPresent()) {
            spec.put("cluster", cluster);
        }
        return Map.of("apiVersion", version(), "kind", "ExecCredential", "spec", spec);
    }

    private Credential credential(byte[] printed) throws ClusterException {
        try {
            KubernetesObject answer = ApiServer.parse(printed);
            Optional<String> token = answer.text("status", "token");
            Optional<Credential.Certificate> certificate = answer.text("status", "clientCertificateData").flatMap(
                    chain -> answer.text("status", "clientKeyData").map(key -> new Credential.Certificate(chain, key)));
            if (!answer.apiVersion().equals(version()) || (token.isEmpty() && certificate.isEmpty())) {
                throw unusable();
            }
            return new Credential(token, certificate, answer.text("status", "expirationTimestamp").map(Instant::parse));
        } catch (JacksonException | DateTimeException _) {
            // Their own words quote what was printed.
            throw unusable();
        }
    }

    private String version() {
        return exec.text("apiVersion").orElse("");
    }

    private ClusterException silent() {
        return Failures.of(Cause.NO_ANSWER, "cluster.pluginSilent", name(), patience.toSeconds());
    }

    private ClusterException unusable() {
        return Failures.of(Cause.UNAUTHORIZED, "cluster.pluginUnusable", name());
    }
}
