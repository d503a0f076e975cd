package dev.twinport.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster to open, as a person says it to kubectl.
 *
 * @param file
 *            the kubeconfig; else {@code KUBECONFIG}, else {@code ~/.kube/config}, else the ServiceAccount of the pod
 *            this program runs in
 * @param context
 *            the context; else the current one
 * @param namespace
 *            the namespace; else the context's, else {@code default}
 */
public record KubeconfigChoice(Optional<Path> file, Optional<String> context, Optional<String> namespace) {

    /** What kubectl would use without any option. */
    public static final KubeconfigChoice CURRENT = new KubeconfigChoice(Optional.empty(), Optional.empty(),
            Optional.empty());
}
