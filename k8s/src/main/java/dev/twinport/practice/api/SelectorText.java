package dev.twinport.practice.api;

import dev.twinport.practice.objects.LabelSelector.Requirement;
import dev.twinport.practice.validation.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A label selector's text, read from left to right. What is wrong with it is said as Kubernetes says it
 * ({@code k8s.io/apimachinery/pkg/labels}).
 */
final class SelectorText {

    private static final String SYMBOLS = "=!(),<>";
    private static final Set<String> OPERATORS = Set.of("in", "notin", "=", "==", "!=", ">", "<");

    /** Words and symbols; the last is empty and stands for the end. */
    private final List<String> tokens;
    private int next;

    SelectorText(String text) {
        tokens = tokens(text);
    }

    /**
     * What it requires.
     *
     * @throws ApiFailure
     *             BadRequest when it is no selector
     */
    List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        while (!peek().isEmpty()) {
            if (!isWord(peek()) && !peek().equals("!")) {
                throw refused("found '%s', expected: !, identifier, or 'end of string'", peek());
            }
            requirements.add(requirement());
            String separator = take();
            if (separator.equals(",")) {
                if (!isWord(peek()) && !peek().equals("!")) {
                    throw refused("found '%s', expected: identifier after ','", peek());
                }
            } else if (!separator.isEmpty()) {
                throw refused("found '%s', expected: ',' or 'end of string'", separator);
            }
        }
        return requirements;
    }

    private Requirement requirement() {
        boolean absent = peek().equals("!");
        if (absent) {
            take();
        }
        String key = take();
        if (!isWord(key)) {
            throw unparsable("found '%s', expected: identifier", key);
        }
        List<String> ofKey = Names.qualified(key);
        if (!ofKey.isEmpty()) {
            throw unparsable("<nil>: Invalid value: \"%s\": %s", key, String.join("; ", ofKey));
        }
        if (absent || peek().isEmpty() || peek().equals(",")) {
            return new Requirement(key, absent ? "DoesNotExist" : "Exists", List.of());
        }
        String operator = take();
        if (!OPERATORS.contains(operator)) {
            throw unparsable("found '%s', expected: in, notin, =, ==, !=, gt, lt", operator);
        }
        boolean set = operator.equals("in") || operator.equals("notin");
        List<String> values = set ? values() : List.of(value());
        return checked(new Requirement(key, switch (operator) {
            case "notin", "!=" -> "NotIn";
            case ">" -> "Gt";
            case "<" -> "Lt";
            default -> "In";
        }, values));
    }

    /** A list in parentheses; a place in it that is left empty stands for the empty value. */
    private List<String> values() {
        String open = take();
        if (!open.equals("(")) {
            throw unparsable("found '%s' expected: '('", open);
        }
        if (peek().equals(")")) {
            take();
            return List.of("");
        }
        if (!isWord(peek()) && !peek().equals(",")) {
            throw unparsable("found '%s', expected: ',', ')' or identifier", peek());
        }
        TreeSet<String> values = new TreeSet<>();
        while (true) {
            if (isWord(peek())) {
                values.add(take());
                if (!peek().equals(",") && !peek().equals(")")) {
                    throw unparsable("found '%s', expected: ',' or ')'", peek());
                }
            } else if (peek().equals(",") || peek().equals(")")) {
                values.add("");
            } else {
                throw unparsable("found '%s', expected: ',', or identifier", peek());
            }
            if (take().equals(")")) {
                return List.copyOf(values);
            }
        }
    }

    private String value() {
        if (peek().isEmpty() || peek().equals(",")) {
            return "";
        }
        String value = take();
        if (!isWord(value)) {
            throw unparsable("found '%s', expected: identifier", value);
        }
        return value;
    }

    private static Requirement checked(Requirement requirement) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < requirement.values().size(); i++) {
            String value = requirement.values().get(i);
            boolean numeric = requirement.operator().equals("Gt") || requirement.operator().equals("Lt");
            if (numeric && !value.matches("[-+]?[0-9]{1,18}")) {
                problems.add("values[%s]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
                        .formatted(i, value));
            }
            List<String> ofValue = Names.labelValue(value);
            if (!ofValue.isEmpty()) {
                problems.add("values[%s][%s]: Invalid value: \"%s\": %s".formatted(i, requirement.key(), value,
                        String.join("; ", ofValue)));
            }
        }
        if (!problems.isEmpty()) {
            String all = String.join(", ", problems);
            throw unparsable("%s", problems.size() == 1 ? all : "[" + all + "]");
        }
        return requirement;
    }

    private static ApiFailure refused(String words, String... found) {
        return ApiFailure.badRequest(words.formatted((Object[]) found));
    }

    private static ApiFailure unparsable(String words, String... found) {
        return refused("unable to parse requirement: " + words, found);
    }

    private String peek() {
        return tokens.get(next);
    }

    /** The end can be taken as often as one likes. */
    private String take() {
        String token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private static boolean isWord(String token) {
        return !token.isEmpty() && SYMBOLS.indexOf(token.charAt(0)) < 0;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (SYMBOLS.indexOf(c) >= 0) {
                if ((c == '=' || c == '!') && text.startsWith("=", end)) {
                    end++;
                }
            } else if (!isSpace(c)) {
                while (end < text.length() && SYMBOLS.indexOf(text.charAt(end)) < 0 && !isSpace(text.charAt(end))) {
                    end++;
                }
            }
            if (!isSpace(c)) {
                tokens.add(text.substring(at, end));
            }
            at = end;
        }
        tokens.add("");
        return tokens;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
