package dev.twinport.practice.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came back for each command of a scenario, as {@code k8s/record/conformance} writes it down.
 *
 * @param node
 *            the name of the cluster's node; empty when the file does not say
 * @param answers
 *            by command, in order; lines as they are in the file, marks included. A command's second occurrence is
 *            {@code COMMAND #2}
 */
record Transcript(String node, Map<String, List<String>> answers) {

    static Transcript read(Path file) throws IOException {
        String node = "";
        Map<String, List<String>> answers = new LinkedHashMap<>();
        List<String> answer = new ArrayList<>();
        for (String line : Files.readString(file).split("\n")) {
            if (line.startsWith("$ ")) {
                answer = new ArrayList<>();
                answers.put(unused(line.substring(2), answers), answer);
            } else if (line.startsWith("# node: ")) {
                node = line.substring("# node: ".length());
            } else if (!line.startsWith("# ")) {
                answer.add(line);
            }
        }
        return new Transcript(node, answers);
    }

    /** A command that was given before is told from the first by its number. */
    static String unused(String command, Map<String, ?> taken) {
        String name = command;
        for (int number = 2; taken.containsKey(name); number++) {
            name = command + " #" + number;
        }
        return name;
    }
}
