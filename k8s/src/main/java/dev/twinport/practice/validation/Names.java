package dev.twinport.practice.validation;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What names may look like ({@code k8s.io/apimachinery/pkg/util/validation}), and what is said of those that do not: a
 * sentence per mistake, none when all is well.
 */
public final class Names {

    private static final String LABEL_TEXT = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String LABEL_1035_TEXT = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_TEXT = LABEL_TEXT + "(\\." + LABEL_TEXT + ")*";
    private static final String QUALIFIED_TEXT = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE_TEXT = "(" + QUALIFIED_TEXT + ")?";
    private static final String CONFIG_KEY_TEXT = "[-._a-zA-Z0-9]+";
    private static final Pattern LABEL = Pattern.compile(LABEL_TEXT);
    private static final Pattern LABEL_1035 = Pattern.compile(LABEL_1035_TEXT);
    private static final Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_TEXT);
    private static final Pattern QUALIFIED = Pattern.compile(QUALIFIED_TEXT);
    private static final Pattern VALUE = Pattern.compile(VALUE_TEXT);
    private static final Pattern CONFIG_KEY = Pattern.compile(CONFIG_KEY_TEXT);
    private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");
    private static final int LABEL_LIMIT = 63;
    private static final int SUBDOMAIN_LIMIT = 253;
    private static final int PORT_NAME_LIMIT = 15;
    private static final String QUALIFIED_RULE = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
            + QUALIFIED_TEXT + "')";

    private Names() {
    }

    /** Names of most objects. */
    static List<String> subdomain(String name) {
        return check(name, SUBDOMAIN_LIMIT, SUBDOMAIN,
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '"
                        + SUBDOMAIN_TEXT + "')");
    }

    /** Names of namespaces, containers, volumes and ports of Services. */
    static List<String> label(String name) {
        return check(name, LABEL_LIMIT, LABEL,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '"
                        + LABEL_TEXT + "')");
    }

    /** Names of Services. */
    static List<String> label1035(String name) {
        return check(name, LABEL_LIMIT, LABEL_1035,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '"
                        + LABEL_1035_TEXT + "')");
    }

    /** Values of labels. */
    public static List<String> labelValue(String value) {
        return check(value, LABEL_LIMIT, VALUE,
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '"
                        + VALUE_TEXT + "')");
    }

    /** Keys of labels and annotations. */
    public static List<String> qualified(String name) {
        List<String> wrong = new ArrayList<>();
        String[] parts = name.split("/", -1);
        if (parts.length > 2) {
            return List.of("a qualified name " + QUALIFIED_RULE
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                wrong.add("prefix part must be non-empty");
            } else {
                subdomain(parts[0]).forEach(why -> wrong.add("prefix part " + why));
            }
        }
        String last = parts[parts.length - 1];
        if (last.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else if (last.length() > LABEL_LIMIT) {
            wrong.add("name part " + tooLong(LABEL_LIMIT));
        }
        if (!QUALIFIED.matcher(last).matches()) {
            wrong.add("name part " + QUALIFIED_RULE);
        }
        return wrong;
    }

    /** Keys of ConfigMaps and Secrets. */
    static List<String> configKey(String key) {
        List<String> wrong = new ArrayList<>(check(key, SUBDOMAIN_LIMIT, CONFIG_KEY,
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '"
                        + CONFIG_KEY_TEXT + "')"));
        if (key.equals(".")) {
            wrong.add("must not be '.'");
        } else if (key.equals("..")) {
            wrong.add("must not be '..'");
        } else if (key.startsWith("..")) {
            wrong.add("must not start with '..'");
        }
        return wrong;
    }

    /** Names of container ports. */
    static List<String> portName(String name) {
        List<String> wrong = new ArrayList<>();
        if (name.length() > PORT_NAME_LIMIT) {
            wrong.add("must be no more than 15 characters");
        }
        if (!PORT_NAME.matcher(name).matches()) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (name.chars().noneMatch(Character::isLowerCase)) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    static Optional<String> portNumber(long port) {
        return port >= 1 && port <= 65_535 ? Optional.empty() : Optional.of("must be between 1 and 65535, inclusive");
    }

    private static List<String> check(String name, int limit, Pattern pattern, String rule) {
        List<String> wrong = new ArrayList<>();
        if (name.length() > limit) {
            wrong.add(tooLong(limit));
        }
        if (!pattern.matcher(name).matches()) {
            wrong.add(rule);
        }
        return wrong;
    }

    private static String tooLong(int limit) {
        return "must be no more than %s characters".formatted(limit);
    }
}
