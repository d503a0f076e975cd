package dev.twinport.practice.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One command's output on both clusters.
 *
 * @param reason
 *            why it is known to differ; an empty text when it is to be the same
 * @param expected
 *            what the real cluster printed, without what no two clusters have in common
 * @param actual
 *            the same of the practice cluster
 */
record Comparison(String scenario, String command, String reason, String expected, String actual) {

    /**
     * @throws IllegalStateException
     *             if a command was not recorded
     */
    static List<Comparison> of(Scenario scenario, Transcript recorded, Transcript practice) {
        return scenario.differences().entrySet().stream().map(command -> {
            List<String> expected = recorded.answers().get(command.getKey());
            if (expected == null) {
                throw new IllegalStateException("%s was not recorded: %s".formatted(scenario.name(), command.getKey()));
            }
            return new Comparison(scenario.name(), command.getKey(), command.getValue(),
                    Normal.text(expected, recorded.node()),
                    Normal.text(practice.answers().getOrDefault(command.getKey(), List.of()), practice.node()));
        }).toList();
    }

    boolean same() {
        return expected.equals(actual);
    }

    /** {@code N of M commands print the same}. */
    static String figure(List<Comparison> comparisons) {
        return "%d of %d commands print the same".formatted(comparisons.stream().filter(Comparison::same).count(),
                comparisons.size());
    }

    /** The figure, the figures of each scenario, and both outputs of every command that differs. */
    static String report(List<Comparison> comparisons) {
        Map<String, List<Comparison>> byScenario = comparisons.stream()
                .collect(Collectors.groupingBy(Comparison::scenario, java.util.TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(figure(comparisons)).append(".\n\n");
        byScenario.forEach((scenario, commands) -> text.append("%-20s %3d of %3d\n".formatted(scenario,
                commands.stream().filter(Comparison::same).count(), commands.size())));
        for (Comparison comparison : comparisons) {
            if (!comparison.same()) {
                text.append("\n=== %s: %s\n".formatted(comparison.scenario(), comparison.command()));
                if (!comparison.reason().isEmpty()) {
                    text.append("differs: ").append(comparison.reason()).append('\n');
                }
                text.append(difference(comparison)).append('\n');
            }
        }
        return text.toString();
    }

    /** Lines of one only, behind {@code -} when they are the real cluster's and {@code +} when they are not. */
    private static String difference(Comparison comparison) {
        List<String> expected = comparison.expected().lines().toList();
        List<String> actual = comparison.actual().lines().toList();
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int a = actual.size() - 1; a >= 0; a--) {
                common[e][a] = expected.get(e).equals(actual.get(a)) ? common[e + 1][a + 1] + 1
                        : Math.max(common[e + 1][a], common[e][a + 1]);
            }
        }
        StringBuilder text = new StringBuilder();
        int e = 0;
        int a = 0;
        while (e < expected.size() || a < actual.size()) {
            if (e < expected.size() && a < actual.size() && expected.get(e).equals(actual.get(a))) {
                e++;
                a++;
            } else if (a == actual.size() || e < expected.size() && common[e + 1][a] >= common[e][a + 1]) {
                text.append("- ").append(expected.get(e++)).append('\n');
            } else {
                text.append("+ ").append(actual.get(a++)).append('\n');
            }
        }
        return text.toString();
    }
}
