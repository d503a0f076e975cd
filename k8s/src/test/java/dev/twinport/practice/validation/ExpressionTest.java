package dev.twinport.practice.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a search that does not end cannot be
                                                                      // interrupted
class ExpressionTest {

    @ParameterizedTest
    @CsvSource({ "b+, abc, true", "^b, abc, false", "'^[a-z]{2,5}$', abc, true", "'[]a]', ], true",
            "'\\{2}', '{2}', true", "'\\Q{9999}\\E', '{9999}', true", "'\\p{Greek}{2}', αβ, true",
            "'\\x{61}{3}', aaa, true", "'a{,5}', 'a{,5}', true",
            "'([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}', " + "123e4567-e89b-12d3-a456-426614174000, true" })
    void aTextHasIt(String expression, String text, boolean there) {
        assertThat(Expression.of(expression).isIn(text)).isEqualTo(there);
    }

    /** Each of these takes an engine that tries every way longer than anybody waits, or more stack than there is. */
    @ParameterizedTest
    @ValueSource(strings = { "^(a+)+$", "^(a|aa)+$", "^(.*a){25}$", "^(a|b|ab)*c$", "(x+x+)+y" })
    void anEvilExpressionIsLookedForInTimeThatGrowsWithTheText(String expression) {
        assertThat(Expression.of(expression).isIn("a".repeat(20_000) + "!" + "x".repeat(20_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = { "[a missing§closing§]:§`[a`", "a{1001} invalid§repeat§count:§`{1001}`",
            "(a{1000}){1000} invalid§repeat§count:§`{1000}`", "((a{100}){100}){100,} invalid§repeat§count:§`{100}`",
            "(?=a) invalid§or§unsupported§Perl§syntax:§`(?=`", "(a missing§closing§):§`(a`",
            "*a missing§argument§to§repetition§operator:§`*`", "(a)\\1 invalid§escape§sequence:§`\\1`" })
    void whatGoRefusesIsRefusedInItsWords(String expression, String why) {
        assertThatThrownBy(() -> Expression.of(expression)).isInstanceOf(PatternSyntaxException.class)
                .hasMessage("error parsing regexp: " + why.replace('§', ' '));
    }

    @Test
    void whatWouldTakeAllMemoryIsRefused() {
        assertThatThrownBy(() -> Expression.of("a{1000}".repeat(200))).isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("expression too large");
        assertThatThrownBy(() -> Expression.of("(".repeat(100_000))).isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("expression nests too deeply");
    }

    @Property(tries = 2_000)
    void anyTextIsAnExpressionOrIsRefused(@ForAll("texts") String text) {
        try {
            Expression.of(text).isIn("aab{}()");
        } catch (PatternSyntaxException refused) {
            assertThat(refused).hasMessageStartingWith("error parsing regexp: ");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "{", "}", "{3}", "{2,}", "{0,9}", "(", ")", "(?:", "(?P<n>", "[", "]", "[^",
                "[:alpha:]", "\\", "\\Q", "\\E", "\\d", "\\p{Greek}", "\\pN", "\\x{61}", "|", "*", "+", "?", ".", "^",
                "$", ",", "-").list().ofMaxSize(14).map(parts -> String.join("", parts));
    }
}
