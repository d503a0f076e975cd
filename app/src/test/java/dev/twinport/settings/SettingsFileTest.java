package dev.twinport.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadByTheNextStart() {
        Path file = folder.resolve("deep/settings.properties");
        new SettingsFile(file).write(Map.of("theme", "dark", "language", "zh-CN"));
        assertThat(new SettingsFile(file).read()).isEqualTo(Map.of("theme", "dark", "language", "zh-CN"));
    }

    @Test
    void writingReplacesAllAndLeavesNothingBeside() throws IOException {
        SettingsFile settings = new SettingsFile(folder.resolve("settings.properties"));
        settings.write(Map.of("theme", "dark", "zoom", "120"));
        settings.write(Map.of("theme", "light"));
        assertThat(settings.read()).isEqualTo(Map.of("theme", "light"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void missingOrMalformedFileCountsAsEmpty() throws IOException {
        assertThat(new SettingsFile(folder.resolve("none")).read()).isEmpty();
        Path malformed = Files.writeString(folder.resolve("bad"), "theme=\\u12");
        assertThat(new SettingsFile(malformed).read()).isEmpty();
    }

    @Test
    void everyOperatingSystemHasItsPlace() {
        assertThat(SettingsFile.ofUser(Map.of("XDG_CONFIG_HOME", folder.toString()), "Linux", Path.of("/home/a")))
                .satisfies(settings -> {
                    settings.write(Map.of("a", "b"));
                    assertThat(folder.resolve("twinport/settings.properties")).exists();
                });
        assertThat(SettingsFile.ofUser(Map.of("APPDATA", folder.resolve("roaming").toString()), "Windows 11",
                Path.of("/home/a"))).satisfies(settings -> {
                    settings.write(Map.of("a", "b"));
                    assertThat(folder.resolve("roaming/twinport/settings.properties")).exists();
                });
    }
}
