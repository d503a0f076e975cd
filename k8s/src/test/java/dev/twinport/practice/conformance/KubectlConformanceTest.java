package dev.twinport.practice.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance grid: commands typed into a shell, and what the real kubectl prints against a practice cluster
 * compared with what it printed against a real one. A folder per scenario, a test per command; adding a case is adding
 * a line and recording again ({@code k8s/record/conformance}). {@code target/conformance.txt} has the figure and
 * everything that differs.
 */
class KubectlConformanceTest {

    static final Path GRID = Path.of("src/test/resources/dev/twinport/practice/conformance");
    private static final Path DOCUMENTATION = Path.of("..", "docs", "practice-conformance.md");
    private static final Path REPORT = Path.of("target", "conformance.txt");

    /** Scenarios at a time: they wait more than they work. */
    private static final int AT_A_TIME = 3;

    @TempDir
    private Path folder;

    /** What every build carries out: the tutorial, and what waits for nothing to come about. */
    private static final String USUAL = "tutorial,tutorial-v1alpha3,access,create-commands,validation";

    private final List<String> chosen = List.of(System.getProperty("twinport.conformance", USUAL).split(","));

    @TestFactory
    List<DynamicNode> commandsPrintWhatTheyPrintOnARealCluster() throws Exception {
        Optional<Kubectl> kubectl = Kubectl.find();
        assumeTrue(kubectl.isPresent(), "there is no kubectl on the PATH, or no bash");
        String release = kubectl.get().release();
        assumeTrue(Scenario.isRecorded(GRID, release),
                "kubectl " + release + " was not recorded: its own words may be others");
        List<Scenario> scenarios = Scenario.all(GRID).stream()
                .filter(scenario -> chosen.contains("all") || chosen.contains(scenario.name())).toList();
        Map<Scenario, Future<Transcript>> runs = new LinkedHashMap<>();
        try (ExecutorService shells = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Scenario scenario : scenarios) {
                Path own = Files.createDirectory(folder.resolve(scenario.name()));
                runs.put(scenario, shells.submit(() -> kubectl.get().carryOut(scenario, own)));
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        for (Map.Entry<Scenario, Future<Transcript>> run : runs.entrySet()) {
            Scenario scenario = run.getKey();
            comparisons.addAll(Comparison.of(scenario, scenario.recorded(release), run.getValue().get()));
        }
        report(comparisons);
        List<DynamicNode> nodes = new ArrayList<>();
        if (chosen.contains("all")) {
            nodes.add(dynamicTest("the documentation has the figure",
                    () -> assertThat(Files.readString(DOCUMENTATION)).contains(Comparison.figure(comparisons))));
        }
        scenarios.stream()
                .<DynamicNode> map(scenario -> dynamicContainer(scenario.name(),
                        comparisons.stream().filter(comparison -> comparison.scenario().equals(scenario.name()))
                                .map(comparison -> dynamicTest(comparison.command(), () -> check(comparison)))))
                .forEach(nodes::add);
        return nodes;
    }

    private static void check(Comparison comparison) {
        if (comparison.reason().isEmpty()) {
            assertThat(comparison.actual()).isEqualTo(comparison.expected());
        } else {
            assertThat(comparison.same())
                    .as("is the same now, though its line says that it differs because %s", comparison.reason())
                    .isFalse();
        }
    }

    private static void report(List<Comparison> comparisons) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, Comparison.report(comparisons));
        System.out.println(Comparison.figure(comparisons));
    }
}
