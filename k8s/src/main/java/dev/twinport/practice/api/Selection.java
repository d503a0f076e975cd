package dev.twinport.practice.api;

import dev.twinport.practice.api.http.Exchange;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import tools.jackson.databind.JsonNode;

/**
 * Which objects a list, a watch or a collection's deletion is about.
 *
 * @param apiVersion
 *            the version they are to be shown in
 */
record Selection(ResourceKind kind, String apiVersion, String namespace, LabelSelector labels, FieldSelector fields) {

    /**
     * What a request asks for by its path and its query.
     *
     * @throws ApiFailure
     *             BadRequest when a selector cannot be read
     */
    static Selection of(ApiPath path, Exchange exchange) {
        return new Selection(path.kind(), path.apiVersion(), path.namespace(),
                LabelSelector.parse(exchange.query("labelSelector")),
                FieldSelector.parse(exchange.query("fieldSelector"), path.kind()));
    }

    /** Whether an object of that key can be meant, whatever is in it. */
    boolean covers(ResourceKey key) {
        return key.kind().equals(kind) && (namespace.isEmpty() || key.namespace().equals(namespace));
    }

    /** Whether selectors keep anything out. */
    boolean isSelective() {
        return !labels.requirements().isEmpty() || !fields.requirements().isEmpty();
    }

    /** Whether the selectors hold for an object that is covered. */
    boolean matches(JsonNode object) {
        return labels.matches(object) && fields.matches(object);
    }
}
