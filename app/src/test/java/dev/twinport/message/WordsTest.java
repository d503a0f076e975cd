package dev.twinport.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
