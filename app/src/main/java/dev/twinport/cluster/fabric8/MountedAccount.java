package dev.twinport.cluster.fabric8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ServiceAccount that Kubernetes hands to a program in a pod: the API server's address in two variables, and in a
 * folder the token, the authority the server's certificate is of, and the pod's namespace
 * (<a href= "https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/">accessing the API from a pod</a>).
 *
 * @param server
 *            the API server's URL
 * @param folder
 *            where the token is
 */
record MountedAccount(String server, Path folder) {

    /** What the context is called: there is no file that could name it. */
    static final String CONTEXT = "in-cluster";

    private static final Path USUAL = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** This program's, when it runs in a pod that was given one. */
    static Optional<MountedAccount> ofThisPod() {
        return of(System.getenv(), USUAL);
    }

    /** As client-go decides it: both variables, and a token. */
    static Optional<MountedAccount> of(Map<String, String> environment, Path folder) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        if (host.isEmpty() || port.isEmpty() || !Files.isRegularFile(folder.resolve("token"))) {
            return Optional.empty();
        }
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return Optional.of(new MountedAccount("https://" + bracketed + ":" + port, folder));
    }

    /**
     * The same as the content of a kubeconfig. The token's file is named and not its content: the kubelet puts a new
     * token there before the old one expires.
     */
    Map<String, Object> kubeconfig() {
        Path authority = folder.resolve("ca.crt");
        Map<String, Object> cluster = Files.isRegularFile(authority)
                ? Map.of("server", server, "certificate-authority", authority.toString())
                : Map.of("server", server);
        return Map.of("current-context", CONTEXT, //
                "clusters", List.of(Map.of("name", CONTEXT, "cluster", cluster)), //
                "users",
                List.of(Map.of("name", CONTEXT, "user", Map.of("tokenFile", folder.resolve("token").toString()))),
                "contexts", List.of(Map.of("name", CONTEXT, "context",
                        Map.of("cluster", CONTEXT, "user", CONTEXT, "namespace", namespace()))));
    }

    private String namespace() {
        try {
            return Files.readString(folder.resolve("namespace")).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
