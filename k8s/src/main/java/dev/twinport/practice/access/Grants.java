package dev.twinport.practice.access;

import java.util.List;

/**
 * All rules that hold for a caller in one namespace.
 *
 * @param problems
 *            why some could not be found: bindings to roles that do not exist, a sentence each
 */
public record Grants(List<PolicyRule> rules, List<String> problems) {

    public Grants {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }
}
