package dev.twinport.practice.istio;

import com.google.re2j.Pattern;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Labels that choose workloads. */
final class LabelRules {

    private static final int NAME_LIMIT = 63;
    private static final String DOMAIN = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
    private static final String NAME = "(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern KEY = Pattern.compile("(?:" + DOMAIN + "(?:\\." + DOMAIN + ")*/)?" + NAME);
    private static final Pattern VALUE = Pattern.compile("(?:" + NAME + ")?");

    private LabelRules() {
    }

    /** Labels as in {@code sourceLabels} and subsets. */
    static Findings check(JsonNode labels) {
        Findings findings = new Findings();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String key = label.getKey();
            if (!KEY.matcher(key).matches()) {
                findings.listedError("invalid tag key: \"%s\"".formatted(key));
            } else if (key.length() - key.indexOf('/') - 1 > NAME_LIMIT) {
                findings.listedError("invalid tag key: \"%s\" (name is too long)".formatted(key));
            }
            String value = label.getValue().asString("");
            if (!VALUE.matcher(value).matches()) {
                findings.listedError("invalid tag value: \"%s\"".formatted(value));
            }
        }
        return findings;
    }

    /** A selector with {@code matchLabels}; nothing is wrong with none. */
    static Findings selector(JsonNode selector) {
        Findings findings = new Findings();
        JsonNode labels = selector.path("matchLabels");
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String shown = label.getKey() + "=" + label.getValue().asString("");
            findings.errorIf(label.getKey().isEmpty(),
                    "empty key is not supported in selector: \"%s\"".formatted(shown));
            findings.errorIf(shown.contains("*"), "wildcard is not supported in selector: \"%s\"".formatted(shown));
        }
        if (selector.isObject() && labels.isEmpty()) {
            findings.warning("workload selector specified without labels");
        }
        return findings;
    }
}
