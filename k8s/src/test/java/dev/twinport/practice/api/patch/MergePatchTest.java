package dev.twinport.practice.api.patch;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** The examples of RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":"b"}             | {"a":"c"}                  | {"a":"c"}
            {"a":"b"}             | {"b":"c"}                  | {"a":"b","b":"c"}
            {"a":"b"}             | {"a":null}                 | {}
            {"a":"b","b":"c"}     | {"a":null}                 | {"b":"c"}
            {"a":["b"]}           | {"a":"c"}                  | {"a":"c"}
            {"a":"c"}             | {"a":["b"]}                | {"a":["b"]}
            {"a":{"b":"c"}}       | {"a":{"b":"d","c":null}}   | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}     | {"a":[1]}                  | {"a":[1]}
            ["a","b"]             | ["c","d"]                  | ["c","d"]
            {"a":"b"}             | ["c"]                      | ["c"]
            {"a":"foo"}           | null                       | null
            {"a":"foo"}           | "bar"                      | "bar"
            {"e":null}            | {"a":1}                    | {"e":null,"a":1}
            [1,2]                 | {"a":"b","c":null}         | {"a":"b"}
            {}                    | {"a":{"bb":{"ccc":null}}}  | {"a":{"bb":{}}}
            """)
    void mergesAsTheStandardSays(String target, String patch, String expected) {
        assertThat(MergePatch.apply(JSON.readTree(target), JSON.readTree(patch))).isEqualTo(JSON.readTree(expected));
    }

    @Property
    void appliedTwiceIsAppliedOnceAndChangesNeitherArgument(@ForAll("objects") ObjectNode target,
            @ForAll("objects") ObjectNode patch) {
        JsonNode targetBefore = target.deepCopy();
        JsonNode patchBefore = patch.deepCopy();
        JsonNode once = MergePatch.apply(target, patch);
        assertThat(MergePatch.apply(once, patch)).isEqualTo(once);
        assertThat(target).isEqualTo(targetBefore);
        assertThat(patch).isEqualTo(patchBefore);
    }

    @Property
    void theDifferenceOfTwoObjectsMakesOneTheOther(@ForAll("objects") ObjectNode before,
            @ForAll("objects") ObjectNode after) {
        // A null says that something is not there: no object that a patch leaves has one.
        JsonNode from = MergePatch.apply(JSON.createObjectNode(), before);
        JsonNode to = MergePatch.apply(JSON.createObjectNode(), after);

        assertThat(MergePatch.apply(from, difference(from, to))).isEqualTo(to);
    }

    private static JsonNode difference(JsonNode from, JsonNode to) {
        if (!(from instanceof ObjectNode before) || !(to instanceof ObjectNode after)) {
            return to;
        }
        ObjectNode patch = JSON.createObjectNode();
        before.propertyNames().stream().filter(name -> !after.has(name)).forEach(patch::putNull);
        after.propertyStream().filter(field -> !field.getValue().equals(before.get(field.getKey())))
                .forEach(field -> patch.set(field.getKey(), difference(before.path(field.getKey()), field.getValue())));
        return patch;
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        Arbitrary<JsonNode> leaf = Arbitraries.of(JSON.readTree("null"), JSON.readTree("1"), JSON.readTree("\"x\""),
                JSON.readTree("[{\"a\":1}]"), JSON.readTree("{}"));
        Arbitrary<JsonNode> inner = Arbitraries.oneOf(leaf, of(leaf).map(object -> (JsonNode) object));
        return of(inner);
    }

    private static Arbitrary<ObjectNode> of(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).ofMaxSize(3).map(fields -> {
            ObjectNode object = JSON.createObjectNode();
            fields.forEach((name, value) -> object.set(name, value.deepCopy()));
            return object;
        });
    }
}
