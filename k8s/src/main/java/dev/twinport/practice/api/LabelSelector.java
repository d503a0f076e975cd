package dev.twinport.practice.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    /** How a requirement compares a label with its values. */
    enum Operator {
        IN, NOT_IN, EXISTS, DOES_NOT_EXIST
    }

    /** One requirement on one label; {@code values} is empty for the two that ask for existence. */
    record Requirement(String key, Operator operator, Set<String> values) {

        boolean matches(JsonNode labels) {
            boolean present = labels.has(key);
            return switch (operator) {
                case IN -> present && values.contains(labels.path(key).asString(""));
                case NOT_IN -> !present || !values.contains(labels.path(key).asString(""));
                case EXISTS -> present;
                case DOES_NOT_EXIST -> !present;
            };
        }
    }

    LabelSelector {
        requirements = List.copyOf(requirements);
    }

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
        JsonNode labels = object.at("/metadata/labels");
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    private static Requirement requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Set<String> values = new TreeSet<>();
            for (String value : set.group(3).split(",", -1)) {
                values.add(value.strip());
            }
            return new Requirement(set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            Operator operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equality.group(1), operator, Set.of(equality.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(text);
        if (existence.matches()) {
            Operator operator = existence.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
            return new Requirement(existence.group(2), operator, Set.of());
        }
        throw ApiFailure.badRequest("unable to parse requirement: \"%s\"".formatted(text));
    }
}
