package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The image is described twice, for Jib in the pom and for Docker: the two must say the same. */
class ImageTest {

    private final String pom = read("pom.xml");
    private final String dockerfile = read("Dockerfile");

    @Test
    void bothStartTheServerWithTheSameCommand() {
        List<String> jib = List.of(only("<entrypoint>(.*)</entrypoint>", pom).split(","));
        List<String> docker = Arrays.stream(only("(?m)^ENTRYPOINT \\[(.*)]$", dockerfile).split(", "))
                .map(word -> word.replace("\"", "")).toList();

        assertThat(docker).isEqualTo(jib).endsWith(Main.class.getName());
    }

    @Test
    void bothRunAsTheSameUserWhoIsNotRoot() {
        assertThat(only("(?m)^USER (.*)$", dockerfile)).isEqualTo(only("<user>(.*)</user>", pom))
                .isEqualTo("65532:65532");
    }

    @Test
    void bothSayTheServersDefaultPort() throws BadEnvironmentException {
        String port = Integer.toString(ListenPort.fromEnvironment(Map.of()).number());

        assertThat(only("(?m)^EXPOSE (.*)$", dockerfile)).isEqualTo(only("<port>(.*)</port>", pom)).isEqualTo(port);
    }

    @Test
    void bothAreMadeOfTheSameTwoFiles() {
        for (String part : List.of("src/image/jlink.options", "src/image/assemble")) {
            assertThat(pom).contains(part);
            assertThat(dockerfile).contains(part);
        }
    }

    private static String only(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.results()).as(pattern).hasSize(1);
        return matcher.reset().results().findFirst().orElseThrow().group(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
