package dev.twinport.practice.api.table;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** NAME ROLE AGE of RoleBindings and ClusterRoleBindings, and with {@code -o wide} whom they are for. */
final class RoleBindingColumns {

    static final List<Column> ALL = List.of(Column.objectName(), Column.text("Role", RoleBindingColumns::role),
            Column.age(), Column.wideText("Users", binding -> subjects(binding, "User")),
            Column.wideText("Groups", binding -> subjects(binding, "Group")),
            Column.wideText("ServiceAccounts", binding -> subjects(binding, "ServiceAccount")));

    private RoleBindingColumns() {
    }

    private static String role(JsonNode binding) {
        JsonNode role = binding.path("roleRef");
        return role.path("kind").asString("") + "/" + role.path("name").asString("");
    }

    private static String subjects(JsonNode binding, String kind) {
        return binding.path("subjects").valueStream().filter(subject -> subject.path("kind").asString("").equals(kind))
                .map(subject -> (kind.equals("ServiceAccount") ? subject.path("namespace").asString("") + "/" : "")
                        + subject.path("name").asString(""))
                .collect(Collectors.joining(", "));
    }
}
