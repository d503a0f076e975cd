package dev.twinport.practice.api;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A label selector as in {@code app=echo,version in (v1, v2),!canary}: every requirement must hold. */
record LabelSelector(List<Requirement> requirements) {

    /** Requirements are separated by commas, except by those inside parentheses. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");
    private static final String KEY = "[A-Za-z0-9][-A-Za-z0-9_./]*";
    private static final String VALUE = "[-A-Za-z0-9_.]*";
    private static final Pattern SET = Pattern.compile("(" + KEY + ")\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("(" + KEY + ")\\s*(==|=|!=)\\s*(" + VALUE + ")");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*(" + KEY + ")");

    /**
     * Reads a selector; an empty text selects everything.
     *
     * @throws ApiFailure
     *             BadRequest when the text is no selector
     */
    static LabelSelector parse(String text) {
        List<Requirement> requirements = new ArrayList<>();
        if (!text.isBlank()) {
            for (String part : SEPARATOR.split(text, -1)) {
                requirements.add(requirement(part.strip()));
            }
        }
        return new LabelSelector(requirements);
    }

    boolean matches(JsonNode object) {
        Map<String, String> labels = KubernetesObject.strings(object.at("/metadata/labels"));
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    private static Requirement requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            List<String> values = new ArrayList<>();
            for (String value : set.group(3).split(",", -1)) {
                values.add(value.strip());
            }
            return new Requirement(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            String operator = equality.group(2).equals("!=") ? "NotIn" : "In";
            return new Requirement(equality.group(1), operator, List.of(equality.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            String operator = existence.group(1).isEmpty() ? "Exists" : "DoesNotExist";
            return new Requirement(existence.group(2), operator, List.of());
        }
        throw ApiFailure.badRequest("unable to parse requirement: \"%s\"".formatted(text));
    }
}
