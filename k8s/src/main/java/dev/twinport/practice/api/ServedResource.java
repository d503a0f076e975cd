package dev.twinport.practice.api;

import java.util.List;

/**
 * One line of discovery: a resource or subresource, and what can be done with it.
 *
 * @param resource
 *            plural of the resource, as in paths
 * @param subresource
 *            empty for the resource itself
 * @param singular
 *            empty for a subresource
 * @param response
 *            what it is read and written as
 * @param verbs
 *            in the order the API server lists them
 */
record ServedResource(String resource, String subresource, String singular, boolean namespaced, Response response,
        List<String> verbs, List<String> shortNames, List<String> categories) {

    /**
     * What a resource is read and written as.
     *
     * @param group
     *            empty when it is that of the resource, or the core group
     * @param version
     *            empty when it is that of the resource
     */
    record Response(String group, String version, String kind) {

        /** Of the same group and version as the resource. */
        static Response ofItself(String kind) {
            return new Response("", "", kind);
        }
    }

    static ServedResource sub(String resource, String subresource, boolean namespaced, Response response,
            List<String> verbs) {
        return new ServedResource(resource, subresource, "", namespaced, response, verbs, List.of(), List.of());
    }

    /** {@code pods} or {@code pods/log}. */
    String name() {
        return isSubresource() ? resource + "/" + subresource : resource;
    }

    boolean isSubresource() {
        return !subresource.isEmpty();
    }
}
