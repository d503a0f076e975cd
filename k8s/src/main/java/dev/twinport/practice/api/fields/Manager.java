package dev.twinport.practice.api.fields;

import java.util.Comparator;

/**
 * Someone who owns fields.
 *
 * @param name
 *            such as {@code kubectl-client-side-apply}
 * @param apiVersion
 *            the version through which it wrote; empty for an applier, which is the same one in all versions
 * @param subresource
 *            such as {@code status}; empty for the object itself
 */
public record Manager(String name, Operation operation, String apiVersion, String subresource)
        implements Comparable<Manager> {

    private static final Comparator<Manager> ORDER = Comparator.comparing(Manager::name)
            .thenComparing(Manager::operation).thenComparing(Manager::apiVersion).thenComparing(Manager::subresource);

    /** How it wrote. */
    public enum Operation {
        /** Server-side apply. */
        APPLY,
        /** Everything else. */
        UPDATE
    }

    /** Who applies under a name. */
    public static Manager applier(String name, String subresource) {
        return new Manager(name, Operation.APPLY, "", subresource);
    }

    /** Who writes under a name in any other way. */
    public static Manager updater(String name, String apiVersion, String subresource) {
        return new Manager(name.isEmpty() ? "unknown" : name, Operation.UPDATE, apiVersion, subresource);
    }

    boolean applies() {
        return operation == Operation.APPLY;
    }

    /** As conflicts name it: {@code "kubectl-edit" using apps/v1}. */
    @Override
    public String toString() {
        String of = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
        return "\"" + name + "\"" + of + (applies() ? "" : " using " + apiVersion);
    }

    @Override
    public int compareTo(Manager other) {
        return ORDER.compare(this, other);
    }
}
