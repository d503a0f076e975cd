package dev.twinport.practice.objects;

import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Where a port of a Service leads to. */
public final class ServicePort {

    private ServicePort() {
    }

    /**
     * The number of the pods' port: {@code targetPort} if it is one, the containers' port of that name, or, when
     * nothing is said, the Service's own.
     *
     * @param port
     *            one entry of a Service's list
     *
     * @return empty when it is a name that no container has
     */
    public static OptionalInt podPort(JsonNode port, List<KubernetesObject> pods) {
        JsonNode target = port.path("targetPort");
        return target.asString("").isEmpty() ? OptionalInt.of(port.path("port").asInt(0))
                : ContainerPort.number(target,
                        pods.stream().flatMap(pod -> pod.spec().path("containers").valueStream()));
    }
}
