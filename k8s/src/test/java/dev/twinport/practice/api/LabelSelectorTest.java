package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
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
    @ValueSource(strings = { "a in", "a in (", "=b", "a=b,", "a==b==c", "(a)", "a in b" })
    void refusesWhatIsNoSelector(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text)).isInstanceOf(ApiFailure.class)
                .hasMessageContaining("unable to parse requirement");
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
