package dev.twinport.practice.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is wrong with a posted object, collected so that its sender is told all of it at once. */
final class ReviewProblems {

    private final String group;
    private final String kind;
    private final String name;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(String field, String reason, String message) {
    }

    ReviewProblems(String group, String kind, String name) {
        this.group = group;
        this.kind = kind;
        this.name = name;
    }

    /**
     * A field must not have the value it has.
     *
     * @param value
     *            as JSON
     */
    void invalid(String field, String value, String why) {
        problems.add(new Problem(field, "FieldValueInvalid", "Invalid value: %s: %s".formatted(value, why)));
    }

    /**
     * Does nothing when nothing is wrong.
     *
     * @throws ApiFailure
     *             Invalid
     */
    void refuseIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        ObjectNode details = Json.object();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        details.put("group", group).put("kind", kind);
        ArrayNode causes = details.putArray("causes");
        problems.forEach(problem -> causes.addObject().put("reason", problem.reason).put("message", problem.message)
                .put("field", problem.field));
        List<String> texts = problems.stream().map(problem -> problem.field + ": " + problem.message).toList();
        throw ApiFailure.invalid("%s.%s \"%s\" is invalid: %s".formatted(kind, group, name,
                texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]"), details);
    }
}
