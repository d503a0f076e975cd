package dev.twinport.practice.objects;

import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A container's port as Services and probes name it: by its number or by its name. */
public final class ContainerPort {

    private ContainerPort() {
    }

    /**
     * The number of a port.
     *
     * @param port
     *            a number, also as text, or the name of a port
     * @param containers
     *            which of them may have a port of that name
     *
     * @return empty when it is a name that none has
     */
    public static OptionalInt number(JsonNode port, Stream<JsonNode> containers) {
        if (port.isNumber()) {
            return OptionalInt.of(port.asInt(0));
        }
        String name = port.asString("");
        if (name.matches("\\d{1,5}")) {
            return OptionalInt.of(Integer.parseInt(name));
        }
        return containers.flatMap(container -> container.path("ports").valueStream())
                .filter(candidate -> candidate.path("name").asString("").equals(name))
                .mapToInt(candidate -> candidate.path("containerPort").asInt(0)).findFirst();
    }
}
