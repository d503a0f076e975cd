package dev.twinport.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.twinport.dialect.Dialect.Echo;
import dev.twinport.message.Wording;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectFileTest {

    @Test
    void describedDialectIsReadWhole() throws DialectException {
        Dialect dialect = DialectFile.parse("shout.yaml", """
                # Speaks in capitals.
                name: shout
                lineEnding: crlf
                banner: '^I am (?<pod>\\S+)$'
                echo: '^(?<version>\\w+)> (?<message>.*)$'
                log: 'conn=(?<connection>\\d+) got "(?<message>[^"]*)"'
                """);
        assertThat(dialect.name()).isEqualTo("shout");
        assertThat(dialect.lineEnding()).isEqualTo(LineEnding.CRLF);
        assertThat(dialect.podOf("hello\nI am v1-a\n", false)).contains("v1-a");
        assertThat(dialect.podOf("hello\nI am v1", false)).isEmpty();
        assertThat(dialect.podOf("I am v1-a", true)).contains("v1-a");
        assertThat(dialect.podOf("I am \u001b[31m\n", true)).isEmpty();
        assertThat(dialect.echo("v1> hello", "hello")).contains(new Echo(Optional.of("v1")));
        assertThat(dialect.echo("hello", "hello")).isEmpty();
        assertThat(dialect.logReader().read(GoEchoPod.line("conn=7 got \"hello\"")).records()).singleElement()
                .satisfies(record -> {
                    assertThat(record.payload()).asString().isEqualTo("hello");
                    assertThat(record.connection()).contains("7");
                });
    }

    @Test
    void nameAloneDescribesAServerThatEchoesAsIsAndLogsWhatItGets() throws DialectException {
        Dialect dialect = DialectFile.parse("plain.yaml", "name: plain\n");
        assertThat(dialect.lineEnding()).isEqualTo(LineEnding.LF);
        assertThat(dialect.echo("hello", "hello")).contains(Echo.BARE);
        assertThat(dialect.podOf("anything\n", true)).isEmpty();
        assertThat(dialect.logReader().read(GoEchoPod.line("got hello")).records()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''                            | x.yaml, line 1: this is no list of names and texts. Write name: NAME, and what you know of: name, lineEnding, banner, echo, log
            - a                           | x.yaml, line 1: this is no list of names and texts. Write name: NAME, and what you know of: name, lineEnding, banner, echo, log
            log: 'a(?<message>b)'         | x.yaml, line 1: the name is missing. Add a line such as name: my-server
            name: My Server               | x.yaml, line 1: My Server is no name: use small letters, digits and hyphens, at most 63.
            name: go-echo                 | x.yaml, line 1: go-echo is built in; choose another name.
            name: x\\nbaner: 'a'          | x.yaml, line 2: there is no baner; there are: name, lineEnding, banner, echo, log
            name: x\\nname: y             | x.yaml, line 2: name stands here for the second time; remove one.
            name: x\\n\\nlog:             | x.yaml, line 3: log needs one text behind it. Put a regular expression in single quotes.
            name: x\\nlog: [a]            | x.yaml, line 2: log needs one text behind it. Put a regular expression in single quotes.
            name: x\\nlog: 'a'            | x.yaml, line 2: log has no group message: write (?<message>...) around what is meant.
            name: x\\nbanner: '(?<pod>'   | x.yaml, line 2: banner is no regular expression: Unclosed group, at character 8.
            name: x\\nbanner: '(?<pod>a)(?<node>b)' | x.yaml, line 2: banner has no use for the named group node; it knows: pod
            name: x\\nlineEnding: cr      | x.yaml, line 2: cr is no line ending: write lf, crlf or none.
            name: x\\n---\\nname: y       | x.yaml, line 3: the description ends here; remove what follows.
            """)
    void mistakeIsToldWithFileLineAndWhatToDo(String text, String sentence) {
        DialectException mistake = catchThrowableOfType(DialectException.class,
                () -> DialectFile.parse("x.yaml", text.replace("\\n", "\n")));
        assertThat(new Wording(Wording.ENGLISH).say(mistake.sentence())).isEqualTo(sentence);
        assertThat(new Wording(Wording.CHINESE).say(mistake.sentence())).startsWith("x.yaml 第 ");
    }

    @Test
    void textThatIsNoYamlIsToldWithItsLine() {
        DialectException mistake = catchThrowableOfType(DialectException.class,
                () -> DialectFile.parse("x.yaml", "name: x\nlog: 'a\n"));
        assertThat(new Wording(Wording.ENGLISH).say(mistake.sentence()))
                .matches("x.yaml, line [23]: this is not YAML: .+");
    }

    @Test
    void longFileAndLongExpressionAreRefused() {
        assertThat(catchThrowableOfType(DialectException.class,
                () -> DialectFile.parse("x", "name: x\n#" + "x".repeat(DialectFile.LONGEST)))).isNotNull();
        assertThat(catchThrowableOfType(DialectException.class,
                () -> DialectFile.parse("x", "name: x\nlog: '(?<message>" + "x".repeat(1_000) + ")'\n"))).isNotNull();
    }

    @Property
    void anyTextIsEitherADialectOrAMistakeThatCanBeSaid(@ForAll String text) {
        try {
            assertThat(DialectFile.parse("x.yaml", text)).isNotNull();
        } catch (DialectException e) {
            assertThat(new Wording(Wording.ENGLISH).say(e.sentence())).startsWith("x.yaml, line ");
        }
    }

    @Test
    void builtInDialectsAreFoundByTheirNames() {
        assertThat(Dialect.BUILT_IN)
                .allSatisfy(dialect -> assertThat(Dialect.builtIn(dialect.name())).contains(dialect));
        assertThat(Dialect.builtIn("other")).isEmpty();
    }
}
