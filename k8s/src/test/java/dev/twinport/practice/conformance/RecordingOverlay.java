package dev.twinport.practice.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares a recording with one of the same scenarios made by another release of kubectl, and keeps of that only the
 * commands whose output differs: {@code RecordingOverlay FOLDER RELEASE}, after
 * {@code k8s/record/conformance run FOLDER}. What it keeps is written beside the recordings, as
 * {@code recorded-RELEASE.txt}.
 */
final class RecordingOverlay {

    private RecordingOverlay() {
    }

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Scenario scenario : Scenario.all(KubectlConformanceTest.GRID)) {
            Path other = folder.resolve(scenario.name() + ".txt");
            if (Files.exists(other)) {
                String overlay = overlay(Transcript.read(scenario.folder().resolve("recorded.txt")),
                        Transcript.read(other));
                Path file = scenario.folder().resolve("recorded-" + arguments[1] + ".txt");
                if (overlay.isEmpty()) {
                    Files.deleteIfExists(file);
                } else {
                    Files.writeString(file, overlay);
                }
            }
        }
    }

    private static String overlay(Transcript recorded, Transcript other) {
        StringBuilder overlay = new StringBuilder();
        other.answers().forEach((command, answer) -> {
            List<String> before = recorded.answers().getOrDefault(command, List.of());
            if (!Normal.text(before, recorded.node()).equals(Normal.text(answer, other.node()))) {
                overlay.append("$ ").append(command).append('\n');
                answer.forEach(line -> overlay.append(line).append('\n'));
            }
        });
        return overlay.toString();
    }
}
