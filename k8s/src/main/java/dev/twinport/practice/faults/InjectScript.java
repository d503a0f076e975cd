package dev.twinport.practice.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a fault's {@code inject} file. Each line is empty, a comment, or one of these commands, which {@code kubectl}
 * and a shell carry out as they stand:
 *
 * <pre>
 * kubectl patch KIND NAME [-n NAMESPACE] --type=json|merge|strategic --patch-file=FILE
 * kubectl patch KIND NAME [-n NAMESPACE] --type=json|merge|strategic -p 'PATCH'
 * kubectl apply [-n NAMESPACE] -f FILE
 * kubectl delete KIND NAME [-n NAMESPACE]
 * kubectl scale KIND NAME [-n NAMESPACE] --replicas=N
 * kubectl annotate KIND NAME [-n NAMESPACE] KEY=VALUE ... KEY- ... [--overwrite]
 * kubectl label KIND NAME [-n NAMESPACE] KEY=VALUE ... KEY- ... [--overwrite]
 * </pre>
 *
 * Files lie beside it. {@code apply} is for objects that are not there before.
 */
final class InjectScript {

    private static final YAMLMapper YAML = new YAMLMapper();

    private InjectScript() {
    }

    /** The commands of a fault's file. */
    static List<FaultCommand> of(Fault fault) {
        return parse(FaultFiles.read(fault.folder() + "/inject"), file -> FaultFiles.read(fault.folder() + "/" + file));
    }

    /**
     * The commands of a text.
     *
     * @param files
     *            the text of a file that is named
     *
     * @throws IllegalArgumentException
     *             when a line is none of the commands above; with the line
     */
    static List<FaultCommand> parse(String script, UnaryOperator<String> files) {
        List<FaultCommand> commands = new ArrayList<>();
        for (String line : script.lines().toList()) {
            try {
                List<String> words = ShellWords.of(line);
                if (!words.isEmpty()) {
                    commands.addAll(command(words, files));
                }
            } catch (IllegalArgumentException mistake) {
                throw new IllegalArgumentException("%s: %s".formatted(mistake.getMessage(), line), mistake);
            }
        }
        return commands;
    }

    private static List<? extends FaultCommand> command(List<String> words, UnaryOperator<String> files) {
        if (words.size() < 2 || !words.getFirst().equals("kubectl")) {
            throw new IllegalArgumentException("not a kubectl command");
        }
        Arguments given = Arguments.of(words.subList(2, words.size()));
        List<? extends FaultCommand> commands = switch (words.get(1)) {
            case "patch" -> List.of(patch(given, files));
            case "apply" -> apply(given, files);
            case "delete" -> List.of(new FaultCommand.Delete(given.target()));
            case "scale" -> List.of(new FaultCommand.Scale(given.target(), number(given.option("--replicas"))));
            case "annotate" -> List.of(mark(given, "annotations"));
            case "label" -> List.of(mark(given, "labels"));
            default -> throw new IllegalArgumentException("kubectl " + words.get(1) + " is not among the commands");
        };
        given.requireNothingLeft();
        return commands;
    }

    private static FaultCommand patch(Arguments given, UnaryOperator<String> files) {
        FaultCommand.Target target = given.target();
        FaultCommand.Format format = switch (given.option("--type")) {
            case "json" -> FaultCommand.Format.JSON;
            case "merge" -> FaultCommand.Format.MERGE;
            case "strategic" -> FaultCommand.Format.STRATEGIC;
            default -> throw new IllegalArgumentException("--type is json, merge or strategic");
        };
        String text = given.has("-p") ? given.option("-p") : files.apply(given.option("--patch-file"));
        JsonNode body = YAML.readTree(text);
        if (format == FaultCommand.Format.JSON ? !body.isArray() : !body.isObject()) {
            throw new IllegalArgumentException("the patch is not of that type");
        }
        return new FaultCommand.Patch(target, format, body);
    }

    private static List<FaultCommand> apply(Arguments given, UnaryOperator<String> files) {
        String namespace = given.has("-n") ? given.option("-n") : "";
        try (MappingIterator<ObjectNode> documents = YAML.readerFor(ObjectNode.class)
                .readValues(files.apply(given.option("-f")))) {
            return documents.readAll().stream().<FaultCommand> map(object -> new FaultCommand.Apply(object, namespace))
                    .toList();
        }
    }

    private static FaultCommand mark(Arguments given, String field) {
        FaultCommand.Target target = given.target();
        given.flag("--overwrite");
        Map<String, String> set = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        for (String word : given.words()) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                set.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (word.endsWith("-") && word.length() > 1) {
                removed.add(word.substring(0, word.length() - 1));
            } else {
                throw new IllegalArgumentException("neither KEY=VALUE nor KEY-: " + word);
            }
        }
        return new FaultCommand.Mark(target, field, set, removed);
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("not a number of pods: " + text);
        }
        return Integer.parseInt(text);
    }

    /** What stands behind the command's name: words in turn, and options taken out of them. */
    private record Arguments(Deque<String> plain, Map<String, String> options) {

        private static final List<String> WITH_VALUE = List.of("-n", "-f", "-p", "--type", "--patch-file",
                "--replicas");

        static Arguments of(List<String> words) {
            Deque<String> plain = new ArrayDeque<>();
            Map<String, String> options = new HashMap<>();
            Deque<String> left = new ArrayDeque<>(words);
            while (!left.isEmpty()) {
                String word = left.removeFirst();
                List<String> parts = Arrays.asList(word.split("=", 2));
                if (!word.startsWith("-")) {
                    plain.add(word);
                } else if (WITH_VALUE.contains(parts.getFirst()) && parts.size() == 2) {
                    options.put(parts.getFirst(), parts.getLast());
                } else if (WITH_VALUE.contains(word) && !left.isEmpty()) {
                    options.put(word, left.removeFirst());
                } else {
                    options.put(word, "");
                }
            }
            return new Arguments(plain, options);
        }

        FaultCommand.Target target() {
            if (plain.size() < 2) {
                throw new IllegalArgumentException("KIND and NAME are missing");
            }
            return new FaultCommand.Target(plain.removeFirst().toLowerCase(Locale.ROOT), plain.removeFirst(),
                    has("-n") ? option("-n") : "");
        }

        boolean has(String option) {
            return options.containsKey(option);
        }

        /** An option's value, which is taken out. */
        String option(String option) {
            String value = options.remove(option);
            if (value == null || value.isEmpty()) {
                throw new IllegalArgumentException(option + " is missing");
            }
            return value;
        }

        void flag(String option) {
            options.remove(option);
        }

        /** All words that are left, which are taken out. */
        List<String> words() {
            List<String> all = List.copyOf(plain);
            plain.clear();
            return all;
        }

        void requireNothingLeft() {
            if (!plain.isEmpty() || !options.isEmpty()) {
                throw new IllegalArgumentException("not understood: " + (plain.isEmpty() ? options.keySet() : plain));
            }
        }
    }
}
