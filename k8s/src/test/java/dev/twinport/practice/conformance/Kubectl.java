package dev.twinport.practice.conformance;

import dev.twinport.practice.PracticeCluster;
import dev.twinport.practice.PracticeSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real kubectl of this machine: the one that the system property {@code twinport.kubectl} names, or the first on
 * the PATH.
 *
 * @param program
 *            the file
 * @param release
 *            its release, as in {@code 1.32}
 */
record Kubectl(Path program, String release) {

    /** Types a scenario's commands into a shell, in the same way when recording and when testing. */
    private static final Path SCRIPT = Path.of("record", "conformance").toAbsolutePath();

    private static final Pattern RELEASE = Pattern.compile("gitVersion: v([0-9]+\\.[0-9]+)");

    /** The kubectl there is; empty where there is none, or no bash to type into. */
    static Optional<Kubectl> find() throws IOException, InterruptedException {
        if (onPath("bash").isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> program = Optional.ofNullable(System.getProperty("twinport.kubectl")).map(Path::of)
                .or(() -> onPath("kubectl"));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(program.get().toString(), "version", "--client", "-o", "yaml").start();
        String version = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        Matcher release = RELEASE.matcher(version);
        return release.find() ? Optional.of(new Kubectl(program.get(), release.group(1))) : Optional.empty();
    }

    /**
     * Carries a scenario out on a practice cluster of its own.
     *
     * @param folder
     *            an empty folder for everything that is written
     */
    Transcript carryOut(Scenario scenario, Path folder) throws IOException, InterruptedException {
        Path output = Files.createDirectories(folder.resolve("output"));
        Path said = folder.resolve("said.txt");
        try (PracticeCluster cluster = new PracticeCluster(
                new PracticeSettings(folder.resolve("cluster"), 0, Clock.systemUTC()))) {
            cluster.start();
            ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), "run", output.toString(),
                    scenario.name()).redirectErrorStream(true).redirectOutput(said.toFile());
            Map<String, String> environment = builder.environment();
            environment.put("KUBECONFIG", cluster.kubeconfig().toString());
            environment.put("PATH", program.getParent() + File.pathSeparator + environment.get("PATH"));
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IOException(scenario.name() + " could not be carried out: " + Files.readString(said));
            }
        }
        return Transcript.read(output.resolve(scenario.name() + ".txt"));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable).findFirst();
    }
}
