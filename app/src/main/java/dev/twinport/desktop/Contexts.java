package dev.twinport.desktop;

import dev.twinport.cluster.ClusterException;
import java.util.List;

/** The contexts of the user's kubeconfig. */
@FunctionalInterface
public interface Contexts {

    /**
     * Their names, the current one first; none when there is no kubeconfig. Reads a file, so not for the window's
     * thread.
     *
     * @throws ClusterException
     *             when the file cannot be read or understood
     */
    List<String> names() throws ClusterException;
}
