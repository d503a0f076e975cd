package dev.twinport.practice.access;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whom a binding gives its role to: a user, a group, or a ServiceAccount, which has a namespace. */
record Subject(String kind, String name, String namespace) {

    static List<Subject> all(JsonNode binding) {
        return binding.path("subjects").valueStream().map(subject -> new Subject(subject.path("kind").asString(""),
                subject.path("name").asString(""), subject.path("namespace").asString(""))).toList();
    }

    /**
     * Whether a caller is meant.
     *
     * @param bindingNamespace
     *            where the binding is, and a ServiceAccount that says nothing else; empty for a cluster's binding
     */
    boolean means(Caller caller, String bindingNamespace) {
        return switch (kind) {
            case "User" -> caller.name().equals(name);
            case "Group" -> caller.groups().contains(name);
            case "ServiceAccount" -> {
                String in = namespace.isEmpty() ? bindingNamespace : namespace;
                yield !in.isEmpty() && caller.name().equals(Caller.accountName(in, name));
            }
            default -> false;
        };
    }

    /** {@code ServiceAccount "viewer/default"} or {@code Group "system:masters"}. */
    String describe(String bindingNamespace) {
        String full = kind.equals("ServiceAccount") ? name + "/" + (namespace.isEmpty() ? bindingNamespace : namespace)
                : name;
        return kind + " " + Quoted.text(full);
    }
}
