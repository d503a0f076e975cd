package dev.twinport.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What stands in place of what was redacted: the same for the same, so that a report can still be followed. */
final class Marker {

    private static final int SHORTEST_KNOWN_AGAIN = 8;

    private final Map<String, String> markers = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** {@code [redacted-password-1]}: counted by kind, in the order they are met. */
    String of(String redacted, String kind) {
        return markers.computeIfAbsent(redacted,
                _ -> "[redacted-" + kind + "-" + counts.merge(kind, 1, Integer::sum) + "]");
    }

    /**
     * What is to be redacted wherever it stands, also where nothing around it tells: but a word of letters only, or a
     * short one, stands for much else.
     */
    Stream<String> knownAgain() {
        return markers.keySet().stream().filter(redacted -> redacted.length() >= SHORTEST_KNOWN_AGAIN
                && !redacted.chars().allMatch(Character::isLetter));
    }
}
