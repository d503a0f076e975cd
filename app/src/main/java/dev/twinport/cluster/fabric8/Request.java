package dev.twinport.cluster.fabric8;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is asked of the API server, with what a refusal is to be explained by.
 *
 * @param path
 *            from the slash on, with the query
 * @param verb
 *            as in a Role: list, watch, get, patch
 * @param resource
 *            as in a Role: pods, pods/log, gateways.networking.istio.io
 * @param namespace
 *            empty for the whole cluster
 */
record Request(String path, String verb, String resource, Optional<String> namespace) {

    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Request with(String query) {
        return new Request(path + (path.contains("?") ? "&" : "?") + query, verb, resource, namespace);
    }

    Request watching() {
        return new Request(path, "watch", resource, namespace);
    }
}
