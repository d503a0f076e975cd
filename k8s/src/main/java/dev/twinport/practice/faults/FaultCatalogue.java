package dev.twinport.practice.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All faults there are, and those there cannot be. Immutable.
 *
 * @param faults
 *            in the order of the catalogue of failures
 * @param unavailable
 *            the rows of it that a practice cluster cannot have
 */
public record FaultCatalogue(List<Fault> faults, List<UnavailableFault> unavailable) {

    /** Without a common factor with any number of faults below it, and far from 1: neighbours are no look-alikes. */
    private static final int STRIDE = 1_000_003;
    private static final int NEAR = 3;

    public FaultCatalogue {
        faults = List.copyOf(faults);
        unavailable = List.copyOf(unavailable);
    }

    /** Reads the files that came with the program. Takes some ten milliseconds. */
    public static FaultCatalogue read() {
        YAMLMapper yaml = new YAMLMapper();
        List<Fault> faults = FaultFiles.folders().stream()
                .map(folder -> fault(yaml.readTree(FaultFiles.read(folder + "/fault.yaml")))).toList();
        List<UnavailableFault> unavailable = new ArrayList<>();
        for (JsonNode entry : yaml.readTree(FaultFiles.read("unavailable.yaml"))) {
            unavailable.add(new UnavailableFault(entry.path("id").asString(""), text(entry.path("title")),
                    text(entry.path("reason"))));
        }
        return new FaultCatalogue(faults, unavailable);
    }

    /**
     * The fault of that id or name, in upper or lower case. An id without its letter means the first of its variants.
     */
    public Optional<Fault> find(String idOrName) {
        String wanted = idOrName.strip().toLowerCase(Locale.ROOT);
        return faults.stream().filter(fault -> isCalled(fault, wanted)).findFirst()
                .or(() -> faults.stream()
                        .filter(fault -> fault.id().toLowerCase(Locale.ROOT).matches(Pattern.quote(wanted) + "[a-z]"))
                        .findFirst());
    }

    /** Ids and names that look like what was written, the nearest first; at most three, perhaps none. */
    public List<String> near(String written) {
        String wanted = written.strip().toLowerCase(Locale.ROOT);
        record Candidate(String text, int distance) {
        }
        return faults.stream()
                .map(fault -> new Candidate(fault.folder(),
                        Math.min(distance(wanted, fault.id().toLowerCase(Locale.ROOT)),
                                distance(wanted, fault.name()))))
                .filter(candidate -> candidate.distance <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(Candidate::distance)).limit(NEAR).map(Candidate::text).toList();
    }

    /**
     * The fault that belongs to a number: the same wherever the same program runs. As many consecutive numbers as there
     * are faults give each fault once. Drills are left out.
     */
    public Fault random(long seed) {
        List<Fault> real = faults.stream().filter(fault -> !fault.drill()).toList();
        long place = Math.floorMod(Math.floorMod(seed, (long) real.size()) * STRIDE, (long) real.size());
        return real.get((int) place);
    }

    private static boolean isCalled(Fault fault, String wanted) {
        return fault.id().toLowerCase(Locale.ROOT).equals(wanted) || fault.name().equals(wanted)
                || fault.folder().toLowerCase(Locale.ROOT).equals(wanted);
    }

    private static Fault fault(JsonNode tree) {
        SortedMap<Integer, Symptom> symptoms = new TreeMap<>();
        tree.path("symptoms").propertyStream()
                .forEach(entry -> symptoms.put(Integer.valueOf(entry.getKey()), symptom(entry.getValue())));
        return new Fault(tree.path("id").asString(""), tree.path("name").asString(""), tree.path("step").asInt(0),
                tree.path("drill").asBoolean(false), text(tree.path("title")), text(tree.path("description")),
                text(tree.path("client")), symptoms);
    }

    private static Symptom symptom(JsonNode tree) {
        return new Symptom(tree.path("connect").asString("accepted"), tree.path("answer").asString("nothing"),
                tree.path("end").asString("open"), tree.path("flag").asString("-"));
    }

    private static Text text(JsonNode tree) {
        return new Text(tree.path("en").asString(""), tree.path("zh").asString(""));
    }

    /** How many characters must be added, taken away or replaced to come from one to the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
