package dev.twinport.practice.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Output with a word in the place of everything that no two clusters have in common: times, ages, addresses, random
 * names, versions. kubectl's own notes on watches that end go, and so does the practice mark. Nothing else is changed,
 * so that whatever else differs is seen.
 */
final class Normal {

    /** The letters and digits of generated names: no vowels, nothing that looks like another. */
    private static final String SAFE = "[bcdfghjklmnpqrstvwxz2456789]";

    /** The one label that practice clusters have and others have not. */
    private static final String PRACTICE_MARK = "practice\\.twinport\\.dev/cluster";

    /** What a kubelet says by chance, of a pod that it hears of before the ConfigMap that goes into it. */
    private static final String LATE_MOUNT = "\\| +Warning +FailedMount .* failed to sync configmap cache: timed out waiting for the condition";

    private static final Map<Pattern, String> REPLACEMENTS = replacements();

    private Normal() {
    }

    /**
     * @param lines
     *            of a transcript
     * @param node
     *            the node's name on that cluster, or an empty text
     */
    static String text(List<String> lines, String node) {
        return lines.stream().filter(line -> !line.matches(LATE_MOUNT))
                .filter(line -> !line.matches("! [IW][0-9]{4} .* reflector\\.go.*"))
                .filter(line -> !line.strip().matches("\\| *" + PRACTICE_MARK + ": \"true\""))
                .map(line -> text(line, node)).collect(Collectors.joining("\n"));
    }

    private static String text(String line, String node) {
        String text = line;
        for (Map.Entry<Pattern, String> replacement : REPLACEMENTS.entrySet()) {
            text = replacement.getKey().matcher(text).replaceAll(replacement.getValue());
        }
        return node.isEmpty() ? text
                : text.replaceAll("(?<![A-Za-z0-9._-])" + Pattern.quote(node) + "(?![A-Za-z0-9._-])", "NODE");
    }

    private static Map<Pattern, String> replacements() {
        Map<String, String> by = new LinkedHashMap<>();
        by.put("," + PRACTICE_MARK + "=true", "");
        by.put("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID");
        by.put("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z", "TIME");
        by.put("[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8}", "TIME");
        by.put("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \\+0000", "TIME");
        by.put("https://[^ ]+:[0-9]+", "SERVER");
        by.put("\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b", "ADDRESS");
        by.put("(\"serverAddress\":\"ADDRESS):[0-9]+", "$1:PORT");
        by.put("[a-z]+://[0-9a-f]{64}", "CONTAINER");
        by.put("sha256:[0-9a-f]{64}", "DIGEST");
        by.put("[^ ,\"]+/proxyv2:[^ ,\"]+", "PROXY-IMAGE");
        by.put("(resourceVersion: *\"|\"resourceVersion\": *\"|Resource Version: +)[0-9]+", "$1VERSION");
        by.put("(\\.)[0-9a-f]{16}\\b", "$1EVENT");
        by.put("kubectl-edit-[0-9]+", "kubectl-edit-NUMBER");
        by.put("-" + SAFE + "{8,10}(?![a-z0-9])", "-HASH");
        by.put("(pod-template-hash(=|: *\"?|\": *\"))" + SAFE + "{8,10}", "$1HASH");
        by.put("-" + SAFE + "{5}(?![a-z0-9])", "-RANDOM");
        // A node port is the second of a pair, or is named as one.
        by.put("(?<=[0-9]:)3[0-9]{4}(?=/(TCP|UDP))", "NODE-PORT");
        by.put("(nodePort: |NodePort: +[^ ]+ +)3[0-9]{4}", "$1NODE-PORT");
        // A gateway's port that another program has is served on the next free one.
        by.put("(?<![0-9:])314(0[2-9]|1[0-9])(?![0-9])", "31400");
        // Ages; the times of tolerations are not any.
        by.put("(?<=[ (])(?<!for )(?<!cpu: )([0-9]+[smhdy]){1,2}(?=[ )]|$)", "AGE");
        // kubectl's own log lines begin with a time and a process.
        by.put("(?<=^[!|] [EIW])[0-9]{4} [0-9:.]+ +[0-9]+ ", " ");
        // Columns are as wide as what is in them.
        by.put("(?<=[^ |!]) {2,}(?=[^ ])", "  ");
        return by.entrySet().stream().collect(Collectors.toMap(replacement -> Pattern.compile(replacement.getKey()),
                Map.Entry::getValue, (first, second) -> first, LinkedHashMap::new));
    }
}
