package dev.twinport.dialect;

import dev.twinport.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the description of a dialect: a small YAML document of names and texts. docs/dialects.md says what stands in
 * it.
 */
public final class DialectFile {

    /** A longer description is none. */
    public static final int LONGEST = 64 * 1024;

    private static final int LONGEST_EXPRESSION = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final String NAME_KEY = "name";
    private static final String ENDING_KEY = "lineEnding";
    private static final String BANNER_KEY = "banner";
    private static final String ECHO_KEY = "echo";
    private static final String LOG_KEY = "log";
    private static final List<String> KEYS = List.of(NAME_KEY, ENDING_KEY, BANNER_KEY, ECHO_KEY, LOG_KEY);

    private final String file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private DialectFile(String file) {
        this.file = file;
    }

    private record Entry(String text, int line) {
    }

    /**
     * The dialect the text describes.
     *
     * @param file
     *            what the file is called, for sentences
     *
     * @throws DialectException
     *             when it describes none: file, line and what to do are in its sentence
     */
    public static Dialect parse(String file, String text) throws DialectException {
        DialectFile read = new DialectFile(file);
        if (text.length() > LONGEST) {
            throw read.mistake(1, Message.of("dialect.file.tooLong", LONGEST / 1024));
        }
        read.read(text);
        return read.dialect();
    }

    private void read(String text) throws DialectException {
        try (JsonParser parser = new YAMLMapper().createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw mistake(1, Message.of("dialect.file.noNames", String.join(", ", KEYS)));
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                int line = line(parser.currentTokenLocation());
                if (!KEYS.contains(key)) {
                    throw mistake(line, Message.of("dialect.file.unknownKey", key, String.join(", ", KEYS)));
                }
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue() || value == JsonToken.VALUE_NULL || parser.getString().isEmpty()) {
                    throw mistake(line, Message.of("dialect.file.noText", key));
                }
                if (entries.put(key, new Entry(parser.getString(), line)) != null) {
                    throw mistake(line, Message.of("dialect.file.twice", key));
                }
            }
            if (parser.nextToken() != null) {
                throw mistake(line(parser.currentTokenLocation()), Message.of("dialect.file.oneDocument"));
            }
        } catch (JacksonException e) {
            @Nullable
            TokenStreamLocation where = e.getLocation();
            throw mistake(where == null ? 1 : line(where),
                    Message.of("dialect.file.notYaml", firstLine(e.getOriginalMessage())));
        }
    }

    private Dialect dialect() throws DialectException {
        @Nullable
        Entry name = entries.get(NAME_KEY);
        if (name == null) {
            throw mistake(1, Message.of("dialect.file.nameMissing"));
        }
        if (!NAME.matcher(name.text()).matches()) {
            throw mistake(name.line(), Message.of("dialect.file.badName", name.text()));
        }
        if (Dialect.builtIn(name.text()).isPresent()) {
            throw mistake(name.line(), Message.of("dialect.file.builtInName", name.text()));
        }
        return new CustomDialect(name.text(), lineEnding(),
                expression(BANNER_KEY, CustomDialect.POD, List.of(CustomDialect.POD)),
                expression(ECHO_KEY, CustomDialect.MESSAGE, List.of(CustomDialect.MESSAGE, CustomDialect.VERSION)),
                expression(LOG_KEY, CustomDialect.MESSAGE, List.of(CustomDialect.MESSAGE, CustomDialect.CONNECTION)));
    }

    private LineEnding lineEnding() throws DialectException {
        @Nullable
        Entry entry = entries.get(ENDING_KEY);
        if (entry == null) {
            return LineEnding.LF;
        }
        return switch (entry.text()) {
            case "lf" -> LineEnding.LF;
            case "crlf" -> LineEnding.CRLF;
            case "none" -> LineEnding.NONE;
            default -> throw mistake(entry.line(), Message.of("dialect.file.badLineEnding", entry.text()));
        };
    }

    private Optional<Pattern> expression(String key, String needed, List<String> groups) throws DialectException {
        @Nullable
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.text().length() > LONGEST_EXPRESSION) {
            throw mistake(entry.line(), Message.of("dialect.file.longExpression", key, LONGEST_EXPRESSION));
        }
        try {
            // Only a line feed ends a line: a client that sends a carriage return must not begin one.
            Pattern expression = Pattern.compile(entry.text(), Pattern.MULTILINE | Pattern.UNIX_LINES);
            List<String> named = new ArrayList<>(expression.namedGroups().keySet());
            if (!named.contains(needed)) {
                throw mistake(entry.line(), Message.of("dialect.file.groupMissing", key, needed));
            }
            named.removeAll(groups);
            if (!named.isEmpty()) {
                throw mistake(entry.line(), Message.of("dialect.file.unknownGroup", key,
                        String.join(", ", named.stream().sorted().toList()), String.join(", ", groups)));
            }
            return Optional.of(expression);
        } catch (PatternSyntaxException e) {
            throw mistake(entry.line(),
                    Message.of("dialect.file.notAnExpression", key, e.getDescription(), e.getIndex() + 1));
        } catch (StackOverflowError _) {
            throw mistake(entry.line(), Message.of("dialect.file.notAnExpression", key, "nested too deeply", 1));
        }
    }

    private DialectException mistake(int line, Message what) {
        return new DialectException(Message.of("dialect.file.mistake", file, line, what));
    }

    private static int line(TokenStreamLocation location) {
        return Math.max(1, location.getLineNr());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("-");
    }
}
