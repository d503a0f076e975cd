package dev.twinport.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of the process to the window's first frame. The peer is a JavaFX window with one word in it, started
 * the same way; the runs alternate. Both on the Headless platform, drawn by software.
 */
final class FirstFrame {

    private static final int RUNS = 7;

    private FirstFrame() {
    }

    static String measure() throws IOException, InterruptedException {
        List<Double> window = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int run = -1; run < RUNS; run++) {
            double ours = firstFrame(FirstFrameOfTwinport.class);
            double theirs = firstFrame(FirstFrameOfOneWord.class);
            if (run >= 0) { // the first one warms the file caches
                window.add(ours);
                bare.add(theirs);
            }
        }
        return "First frame after the start of the process\n" + Sample.compare(
                Sample.of("Twinport's window", "ms", window), Sample.of("a JavaFX window with one word", "ms", bare));
    }

    private static double firstFrame(Class<?> program) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(java, "-Dglass.platform=Headless", "-Dprism.order=sw",
                "--enable-native-access=javafx.graphics,ALL-UNNAMED", "--module-path", "target/twinport/lib/javafx",
                "--add-modules", "javafx.controls,javafx.fxml", "-classpath",
                "target/twinport/lib/*" + System.getProperty("path.separator") + "target/test-classes",
                program.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            double millis = (System.nanoTime() - start) / 1e6;
            if (!FirstFrameOfTwinport.FRAME.equals(line)) {
                throw new IOException(program.getSimpleName() + " showed no frame: " + line);
            }
            return millis;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
