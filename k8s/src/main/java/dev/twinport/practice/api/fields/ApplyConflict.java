package dev.twinport.practice.api.fields;

import java.util.List;
import java.util.TreeMap;

/** An apply that would take fields from their owners, in the API server's words. */
public final class ApplyConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;

    ApplyConflict(List<Conflict> conflicts) {
        super(message(conflicts));
        this.conflicts = List.copyOf(conflicts);
    }

    /** Each field in conflict, by owner. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    private static String message(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            return "Apply failed with 1 conflict: conflict with %s: %s".formatted(conflicts.getFirst().owner(),
                    conflicts.getFirst().path());
        }
        TreeMap<Manager, StringBuilder> byOwner = new TreeMap<>();
        for (Conflict conflict : conflicts) {
            byOwner.computeIfAbsent(conflict.owner(),
                    owner -> new StringBuilder("conflicts with ").append(owner).append(':')).append("\n- ")
                    .append(conflict.path());
        }
        return "Apply failed with %s conflicts: %s".formatted(conflicts.size(), String.join("\n", byOwner.values()));
    }
}
