package dev.twinport.practice.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of the grid.
 *
 * @param differences
 *            every command, in order, named as in a {@link Transcript}, with the reason why its output is known to
 *            differ; an empty text when it is to be the same
 */
record Scenario(String name, Path folder, Map<String, String> differences) {

    private static final String DIFFERS = "differs: ";

    static List<Scenario> all(Path grid) throws IOException {
        try (Stream<Path> folders = Files.list(grid)) {
            return folders.filter(Files::isDirectory).sorted().map(Scenario::read).toList();
        }
    }

    /**
     * Whether it is known what a release of kubectl prints: the release recorded with, or one there is an overlay of.
     */
    static boolean isRecorded(Path grid, String client) throws IOException {
        for (Scenario scenario : all(grid)) {
            boolean recordedWith = lines(scenario.folder.resolve("recorded.txt")).getFirst()
                    .startsWith("# version: v" + client + ".");
            if (recordedWith || Files.exists(scenario.folder.resolve("recorded-" + client + ".txt"))) {
                return true;
            }
        }
        return false;
    }

    private static Scenario read(Path folder) {
        Map<String, String> differences = new LinkedHashMap<>();
        String reason = "";
        for (String line : lines(folder.resolve("commands"))) {
            if (line.startsWith(DIFFERS)) {
                reason = line.substring(DIFFERS.length());
            } else if (!line.isEmpty() && !line.matches("(#|@ |namespace:).*")) {
                differences.put(Transcript.unused(line, differences), reason);
                reason = "";
            }
        }
        return new Scenario(folder.getFileName().toString(), folder, differences);
    }

    /**
     * What the real cluster printed for each command. Where another release of kubectl words something differently, the
     * recording of that release says so.
     *
     * @param client
     *            kubectl's release, as in {@code 1.32}
     */
    Transcript recorded(String client) throws IOException {
        Transcript recorded = Transcript.read(folder.resolve("recorded.txt"));
        Path ofClient = folder.resolve("recorded-" + client + ".txt");
        if (Files.exists(ofClient)) {
            recorded.answers().putAll(Transcript.read(ofClient).answers());
        }
        return recorded;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
