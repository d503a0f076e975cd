package dev.twinport.practice.mesh;

import tools.jackson.databind.JsonNode;

/** How the gateway speaks to a destination's pods: {@code trafficPolicy.tls.mode} of a DestinationRule. */
enum ClientTls {
    /** Nothing is said: mutual TLS to pods with a sidecar that takes it, plain text to others. */
    AUTO,
    /** Plain text, whatever the pod wants. */
    DISABLE,
    /** Istio's mutual TLS, whatever the pod has. */
    ISTIO_MUTUAL,
    /** TLS of the user's own ({@code SIMPLE}, {@code MUTUAL}), which goes through a sidecar to the server itself. */
    OWN;

    static ClientTls of(JsonNode tls) {
        return switch (tls.path("mode").asString("")) {
            case "ISTIO_MUTUAL" -> ISTIO_MUTUAL;
            case "SIMPLE", "MUTUAL" -> OWN;
            // An entry that says no mode says DISABLE, which is the field's first value.
            default -> tls.isObject() ? DISABLE : AUTO;
        };
    }
}
