package dev.twinport.practice.faults;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of a fault's {@code inject} file: a {@code kubectl} command, understood. */
sealed interface FaultCommand {

    /**
     * The object a command is about.
     *
     * @param kind
     *            as on the command line: singular, plural or {@code plural.group}
     * @param namespace
     *            empty for the namespace the fault is injected into
     */
    record Target(String kind, String name, String namespace) {
    }

    /** {@code kubectl patch}. */
    record Patch(Target target, Format format, JsonNode body) implements FaultCommand {
    }

    /** {@code kubectl apply} of one object that is not there yet. */
    record Apply(ObjectNode object, String namespace) implements FaultCommand {
    }

    /** {@code kubectl delete}. */
    record Delete(Target target) implements FaultCommand {
    }

    /** {@code kubectl scale}. */
    record Scale(Target target, int replicas) implements FaultCommand {
    }

    /**
     * {@code kubectl annotate} and {@code kubectl label}.
     *
     * @param field
     *            {@code annotations} or {@code labels}
     * @param set
     *            what is to be there
     * @param removed
     *            what is to go
     */
    record Mark(Target target, String field, Map<String, String> set, List<String> removed) implements FaultCommand {
        public Mark {
            set = Map.copyOf(set);
            removed = List.copyOf(removed);
        }
    }

    /** The values of {@code --type}. */
    enum Format {
        JSON, MERGE, STRATEGIC
    }
}
