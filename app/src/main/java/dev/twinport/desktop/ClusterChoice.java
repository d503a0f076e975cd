package dev.twinport.desktop;

import dev.twinport.cluster.KubeconfigChoice;

/** Which cluster the window is to show. */
public sealed interface ClusterChoice {

    /** The embedded practice cluster. */
    record Practice() implements ClusterChoice {
    }

    /**
     * A cluster of a kubeconfig's.
     *
     * @param allNamespaces
     *            whether routes of every namespace are shown, not only those of the context's
     */
    record Kubeconfig(KubeconfigChoice choice, boolean allNamespaces) implements ClusterChoice {
    }
}
