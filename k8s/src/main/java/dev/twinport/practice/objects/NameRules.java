package dev.twinport.practice.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What names and labels may look like, and what Kubernetes says of those that do not (the rules and the words are
 * {@code k8s.io/apimachinery/pkg/util/validation}'s). Each method gives what is wrong, one sentence per mistake;
 * nothing when all is well.
 */
public final class NameRules {

    private static final Rule QUALIFIED = new Rule("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character",
            List.of("MyName", "my.name", "123-abc"), 63);
    private static final Rule VALUE = new Rule("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character",
            List.of("MyValue", "my_value", "12345"), 63);
    private static final Rule SUBDOMAIN = new Rule("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character",
            List.of("example.com"), 253);
    private static final Rule LABEL = new Rule("[a-z0-9]([-a-z0-9]*[a-z0-9])?",
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                    + " end with an alphanumeric character",
            List.of("my-name", "123-abc"), 63);
    private static final Rule LABEL_1035 = new Rule("[a-z]([-a-z0-9]*[a-z0-9])?",
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character",
            List.of("my-name", "abc-123"), 63);

    private NameRules() {
    }

    private record Rule(Pattern pattern, String words, List<String> examples, int longest) {

        Rule(String pattern, String words, List<String> examples, int longest) {
            this(Pattern.compile(pattern), words, examples, longest);
        }

        List<String> problems(String text) {
            List<String> problems = new ArrayList<>();
            if (text.length() > longest) {
                problems.add("must be no more than %d characters".formatted(longest));
            }
            if (!pattern.matcher(text).matches()) {
                problems.add("%s (e.g. '%s', regex used for validation is '%s')".formatted(words,
                        String.join("',  or '", examples), pattern));
            }
            return problems;
        }
    }

    /** The key of a label or an annotation: a name, or a domain's and a name as in {@code example.com/name}. */
    public static List<String> ofKey(String key) {
        String[] parts = key.split("/", -1);
        List<String> problems = new ArrayList<>();
        if (parts.length > 2) {
            problems.add("a qualified name %s with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
                    .formatted(QUALIFIED.problems("").getFirst()));
            return problems;
        }
        if (parts.length == 2) {
            List<String> ofPrefix = parts[0].isEmpty() ? List.of("must be non-empty") : SUBDOMAIN.problems(parts[0]);
            ofPrefix.forEach(problem -> problems.add("prefix part " + problem));
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        }
        QUALIFIED.problems(name).forEach(problem -> problems.add("name part " + problem));
        return problems;
    }

    /** The value of a label. */
    public static List<String> ofLabelValue(String value) {
        return VALUE.problems(value);
    }

    /** The name of an object of most kinds. */
    public static List<String> ofSubdomain(String name) {
        return SUBDOMAIN.problems(name);
    }

    /** The name of a namespace, a container, a named port's relatives. */
    public static List<String> ofLabel(String name) {
        return LABEL.problems(name);
    }

    /** The name of a Service. */
    public static List<String> ofService(String name) {
        return LABEL_1035.problems(name);
    }
}
