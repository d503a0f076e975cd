package dev.twinport.cluster;

/**
 * Which cluster this is.
 *
 * @param context
 *            the kubeconfig context's name
 * @param namespace
 *            the context's namespace, {@code default} when it has none
 * @param practice
 *            whether it is the embedded practice cluster; always shown
 */
public record ClusterName(String context, String namespace, boolean practice) {
}
