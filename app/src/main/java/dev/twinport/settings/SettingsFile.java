package dev.twinport.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the program remembers from one start to the next: names and values in a file of the user's. No secret is ever
 * among them.
 * <p>
 * A file that cannot be read counts as empty: settings are comfort, never a reason not to start. It is written beside
 * and then moved into place, so that a crash leaves the old settings or the new ones. Any thread.
 */
public final class SettingsFile {

    private final Path file;

    public SettingsFile(Path file) {
        this.file = file;
    }

    /** Where this operating system keeps a user's settings. */
    public static SettingsFile ofUser(Map<String, String> environment, String operatingSystem, Path home) {
        return new SettingsFile(
                folder(environment, operatingSystem, home).resolve("twinport").resolve("settings.properties"));
    }

    /** What is remembered. */
    public synchronized Map<String, String> read() {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            kept.load(reader);
        } catch (IOException | IllegalArgumentException _) {
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        kept.stringPropertyNames().forEach(name -> values.put(name, kept.getProperty(name)));
        return values;
    }

    /**
     * Remembers these values in place of all others.
     *
     * @throws UncheckedIOException
     *             when the file cannot be written
     */
    public synchronized void write(Map<String, String> values) {
        Properties kept = new Properties();
        kept.putAll(values);
        try {
            Files.createDirectories(file.getParent());
            Path beside = Files.createTempFile(file.getParent(), "settings", ".new");
            try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
                kept.store(writer, null);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Map<String, String> environment, String operatingSystem, Path home) {
        if (operatingSystem.startsWith("Windows")) {
            String roaming = environment.get("APPDATA");
            return roaming == null ? home.resolve("AppData/Roaming") : Path.of(roaming);
        }
        if (operatingSystem.startsWith("Mac")) {
            return home.resolve("Library/Application Support");
        }
        String config = environment.get("XDG_CONFIG_HOME");
        return config == null || config.isBlank() ? home.resolve(".config") : Path.of(config);
    }
}
