package dev.twinport.cli;

import dev.twinport.cluster.Cluster;
import dev.twinport.cluster.ClusterException;
import dev.twinport.cluster.Clusters;
import dev.twinport.cluster.KubeconfigChoice;
import dev.twinport.cluster.Scope;
import dev.twinport.message.Message;
import dev.twinport.entry.GivenEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and which part of it: the options kubectl has, and {@code --practice}. */
public final class ClusterOptions {

    @Option(names = "--practice", description = "Use a new practice cluster: no kubeconfig, no rights, no network.")
    private boolean practice;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The kubeconfig; else $KUBECONFIG, else ~/.kube/config, else the ServiceAccount of the pod this runs in.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "The kubeconfig context; else the current one.")
    private @Nullable String context;

    @Option(names = { "-n",
            "--namespace" }, paramLabel = "NAME", description = "The namespace whose routes are meant; else the context's.")
    private @Nullable String namespace;

    @Option(names = { "-A", "--all-namespaces" }, description = "The routes of all namespaces.")
    private boolean allNamespaces;

    @Option(names = "--entry", paramLabel = "[PORT=]HOST[:PORT]", converter = EntryText.class, description = "Where routes are entered, or those of one gateway port: in place of the address of the gateway's Service, which need not be readable then; may be given several times.")
    private final List<GivenEntry> entries = new ArrayList<>();

    /** Opens the cluster that was asked for. */
    Cluster open(Clusters clusters, Consumer<Message> progress) throws ClusterException {
        return practice ? clusters.practice(progress) : clusters.open(choice(), progress);
    }

    /** The part of it that was asked for. */
    Scope scope(Cluster cluster) {
        if (allNamespaces) {
            return Scope.ALL;
        }
        return Scope.of(Optional.ofNullable(namespace).orElse(cluster.name().namespace()));
    }

    /** What was said of a kubeconfig. */
    public KubeconfigChoice choice() {
        return new KubeconfigChoice(Optional.ofNullable(kubeconfig), Optional.ofNullable(context),
                Optional.ofNullable(namespace));
    }

    /** Where the user says that routes are entered. */
    public List<GivenEntry> entries() {
        return List.copyOf(entries);
    }

    /** Whether the practice cluster was asked for. */
    public boolean practice() {
        return practice;
    }

    /** Whether routes of all namespaces were asked for. */
    public boolean allNamespaces() {
        return allNamespaces;
    }

    /** Whether any option names a cluster of a kubeconfig. */
    public boolean namesCluster() {
        return kubeconfig != null || context != null;
    }
}
