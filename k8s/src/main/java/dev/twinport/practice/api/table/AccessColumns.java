package dev.twinport.practice.api.table;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The columns of roles, bindings and Secrets. */
final class AccessColumns {

    static final List<Column> ROLE = List.of(Column.objectName(), new Column("Created At", "date", false,
            (object, now) -> Column.string(object.at("/metadata/creationTimestamp").asString(""))));

    static final List<Column> BINDING = List.of(Column.objectName(), Column.text("Role",
            binding -> binding.at("/roleRef/kind").asString("") + "/" + binding.at("/roleRef/name").asString("")),
            Column.age(), Column.wideText("Users", binding -> subjects(binding, "User")),
            Column.wideText("Groups", binding -> subjects(binding, "Group")),
            Column.wideText("ServiceAccounts", binding -> subjects(binding, "ServiceAccount")));

    static final List<Column> SECRET = List.of(
            Column.objectName(), Column.text("Type", secret -> secret.path("type").asString("")), new Column("Data",
                    "string", false, (secret, now) -> Column.string(Integer.toString(secret.path("data").size()))),
            Column.age());

    private AccessColumns() {
    }

    private static String subjects(JsonNode binding, String kind) {
        Predicate<JsonNode> wanted = subject -> subject.path("kind").asString("").equals(kind);
        return binding.path("subjects").valueStream().filter(wanted).map(subject -> {
            String name = subject.path("name").asString("");
            return kind.equals("ServiceAccount") ? subject.path("namespace").asString("") + "/" + name : name;
        }).collect(Collectors.joining(", "));
    }
}
