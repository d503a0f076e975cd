package dev.twinport.practice.pods;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A container's three probes, as far as it has them. */
record ContainerProbes(Optional<ContainerProbe> startup, Optional<ContainerProbe> readiness,
        Optional<ContainerProbe> liveness) {

    static ContainerProbes of(JsonNode container) {
        return new ContainerProbes(ContainerProbe.of(container, "startupProbe"),
                ContainerProbe.of(container, "readinessProbe"), ContainerProbe.of(container, "livenessProbe"));
    }
}
