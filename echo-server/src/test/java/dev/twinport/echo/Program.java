package dev.twinport.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/** A main class of this module in a JVM of its own, with its output in files. */
final class Program implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile(" Listening on TCP port (\\d+)\n");

    private final Process process;
    private final Path output;
    private final Path errors;

    private Program(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts the server with these variables and no others. */
    static Program server(Path directory, Map<String, String> environment) throws IOException {
        return start(directory, environment, java(Main.class));
    }

    /** Starts the server so that it, the JVM included, may have only so many files open. */
    static Program serverWithOpenFiles(Path directory, int limit, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "ulimit -n " + limit + " && exec \"$@\"", "sh"));
        command.addAll(java(Main.class));
        return start(directory, environment, command);
    }

    /** Starts a main class of the tests. */
    static Program of(Path directory, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java(main));
        command.addAll(List.of(arguments));
        return start(directory, Map.of(), command);
    }

    private static List<String> java(Class<?> main) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), main.getName());
    }

    private static Program start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Program(builder.start(), output, errors);
    }

    /** Waits for the server to say where it listens. */
    int awaitPort() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> LISTENING.matcher(output()).find());
        Matcher listening = LISTENING.matcher(output());
        return listening.find() ? Integer.parseInt(listening.group(1)) : -1;
    }

    byte[] outputBytes() {
        return read(output);
    }

    String output() {
        return new String(read(output), StandardCharsets.UTF_8);
    }

    String errors() {
        return new String(read(errors), StandardCharsets.UTF_8);
    }

    /** Sends SIGTERM, where there are signals. */
    void terminate() {
        process.destroy();
    }

    /** Sends a line to its standard input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end, and gives its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("It still runs after 20 seconds.");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
