package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LabelSelectorTest {

    private static final JsonNode OBJECT = ApiClient.JSON
            .readTree("{\"metadata\":{\"labels\":{\"app\":\"echo\",\"version\":\"v1\",\"istio.io/rev\":\"\"}}}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app=echo                       | true
            app==echo,version=v1           | true
            app = echo , version!=v2       | true
            app=echo,version=v2            | false
            version in (v1, v2)            | true
            version in (v2),app            | false
            version notin (v2,v3),app=echo | true
            version notin (v1)             | false
            missing notin (v1)             | true
            missing!=v1                    | true
            missing in (v1)                | false
            app                            | true
            missing                        | false
            !missing                       | true
            !app                           | false
            istio.io/rev=                  | true
            istio.io/rev                   | true
            missing=                       | false
            """)
    void selectsByLabels(String selector, boolean expected) {
        assertThat(LabelSelector.parse(selector).matches(OBJECT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            size>1        | true
            size>2        | false
            size<3        | true
            size<2        | false
            app>1         | false
            missing<1     | false
            app in (,echo)| true
            none in ()    | true
            none in (,)   | true
            app notin (in)| true
            in=x          | false
            """)
    void comparesNumbersAndKnowsEmptyPlaces(String selector, boolean expected) {
        JsonNode object = ApiClient.JSON
                .readTree("{\"metadata\":{\"labels\":{\"app\":\"echo\",\"size\":\"2\",\"none\":\"\"}}}");

        assertThat(LabelSelector.parse(selector).matches(object)).isEqualTo(expected);
    }

    /** The words are those of a real API server. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a in      | unable to parse requirement: found '' expected: '('
            a in (b   | unable to parse requirement: found '', expected: ',' or ')'
            a in b    | unable to parse requirement: found 'b' expected: '('
            a in (    | unable to parse requirement: found '', expected: ',', ')' or identifier
            a b       | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
            a=b=c     | found '=', expected: ',' or 'end of string'
            a==b==c   | found '==', expected: ',' or 'end of string'
            =x        | found '=', expected: !, identifier, or 'end of string'
            (a)       | found '(', expected: !, identifier, or 'end of string'
            a=b,      | found '', expected: identifier after ','
            a>x       | unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer
            """)
    void saysWhatIsWrongAsAnApiServerDoes(String text, String words) {
        assertThatThrownBy(() -> LabelSelector.parse(text)).isInstanceOf(ApiFailure.class).hasMessage(words);
    }

    @ParameterizedTest
    @ValueSource(strings = { "-a=x", "é=x", "a/b/c=x", "A/=x", "a=-", "a in (b,-)" })
    void refusesKeysAndValuesNoLabelHas(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text)).isInstanceOf(ApiFailure.class)
                .hasMessageContaining("Invalid value").hasMessageContaining("regex used for validation is");
    }

    @Property
    void readsOrRefusesWhateverItIsGiven(
            @ForAll @Chars({ 'a', 'b', '=', '!', '(', ')', ',', '<', '>', ' ', 'i', 'n', '-', '/' }) String text) {
        try {
            assertThat(LabelSelector.parse(text).requirements()).isNotNull();
        } catch (ApiFailure refusal) {
            assertThat(refusal.code()).isEqualTo(400);
        }
    }

    @Property
    boolean equalityAndInequalityAreOpposites(@ForAll @AlphaChars @StringLength(min = 1, max = 10) String key,
            @ForAll @NumericChars @StringLength(max = 5) String value, @ForAll @NumericChars String actual) {
        JsonNode object = ApiClient.JSON.createObjectNode().set("metadata",
                ApiClient.JSON.createObjectNode().set("labels", ApiClient.JSON.createObjectNode().put(key, actual)));
        return LabelSelector.parse(key + "=" + value).matches(object) == value.equals(actual)
                && LabelSelector.parse(key + "!=" + value).matches(object) == !value.equals(actual);
    }
}
