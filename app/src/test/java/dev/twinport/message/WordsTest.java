package dev.twinport.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Properties english = read("words.properties");
    private final Properties chinese = read("words_zh_CN.properties");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void everyTextIsAPatternWithTheSamePlaceholdersInBothLanguages() {
        for (String key : english.stringPropertyNames()) {
            assertThat(placeholders(chinese.getProperty(key))).as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void noTextIsEmpty() {
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
        assertThat(chinese.values()).noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void loneApostropheWouldSwallowPlaceholdersSoThereIsNone() {
        for (String key : english.stringPropertyNames()) {
            assertThat(english.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
            assertThat(chinese.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
        }
    }

    /** Keys are written out where they are used, or begin with a text that ends in a dot and end in an enum's names. */
    @Test
    void everyTextIsUsedAndEveryTextUsedIsThere() throws IOException {
        Set<String> keys = new TreeSet<>(english.stringPropertyNames());
        Set<String> rooms = keys.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Pattern key = Pattern.compile("\"%?((?:" + String.join("|", rooms) + ")\\.[A-Za-z.]+)\"");
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(file -> file.toString().matches(".*\\.(java|fxml)")).toList()) {
                key.matcher(Files.readString(source)).results().map(match -> match.group(1)).forEach(used::add);
            }
        }
        Set<String> beginnings = used.stream().filter(text -> text.endsWith(".")).collect(Collectors.toSet());
        assertThat(keys)
                .allMatch(one -> used.contains(one) || beginnings.contains(one.substring(0, one.lastIndexOf('.') + 1)));
        used.removeAll(beginnings);
        assertThat(keys).containsAll(used);
        assertThat(beginnings).allMatch(beginning -> keys.stream().anyMatch(one -> one.startsWith(beginning)));
    }

    private static Set<Integer> placeholders(String text) {
        int count = new MessageFormat(text).getFormatsByArgumentIndex().length;
        Set<Integer> used = Pattern.compile("\\{(\\d+)}").matcher(text).results()
                .map(match -> Integer.valueOf(match.group(1))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(Arrays.asList(used.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1)).as(text)
                .containsExactly(count);
        return used;
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Wording.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
