package dev.twinport.practice.access;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A RoleBinding or a ClusterRoleBinding.
 *
 * @param namespace
 *            where its role's rights hold; empty for a ClusterRoleBinding
 */
record Binding(String namespace, String name, RoleReference role, List<Subject> subjects) {

    Binding {
        subjects = List.copyOf(subjects);
    }

    static Binding of(JsonNode binding) {
        return new Binding(binding.at("/metadata/namespace").asString(""), binding.at("/metadata/name").asString(""),
                RoleReference.of(binding), Subject.all(binding));
    }

    /** The first of its subjects that means a caller. */
    Optional<Subject> subjectFor(Caller caller) {
        return subjects.stream().filter(subject -> subject.means(caller, namespace)).findFirst();
    }

    /** As the API server says by what a request was allowed. */
    String describe(Subject subject) {
        return namespace.isEmpty()
                ? "ClusterRoleBinding %s of %s %s to %s".formatted(Quoted.text(name), role.kind(),
                        Quoted.text(role.name()), subject.describe(""))
                : "RoleBinding %s of %s %s to %s".formatted(Quoted.text(name + "/" + namespace), role.kind(),
                        Quoted.text(role.name()), subject.describe(namespace));
    }
}
