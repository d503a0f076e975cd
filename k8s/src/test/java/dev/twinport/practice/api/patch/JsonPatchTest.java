package dev.twinport.practice.api.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class JsonPatchTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** After the examples of RFC 6902, appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1}              | [{"op":"add","path":"/b","value":2}]                     | {"a":1,"b":2}
            {"a":["x","z"]}      | [{"op":"add","path":"/a/1","value":"y"}]                 | {"a":["x","y","z"]}
            {"a":["x"]}          | [{"op":"add","path":"/a/-","value":["y"]}]               | {"a":["x",["y"]]}
            {"a":1,"b":2}        | [{"op":"remove","path":"/b"}]                            | {"a":1}
            {"a":["x","y","z"]}  | [{"op":"remove","path":"/a/1"}]                          | {"a":["x","z"]}
            {"a":["x","y","z"]}  | [{"op":"remove","path":"/a/-1"}]                         | {"a":["x","y"]}
            {"a":1,"b":2}        | [{"op":"replace","path":"/b","value":null}]              | {"a":1,"b":null}
            {"a":{"b":1},"c":{}} | [{"op":"move","from":"/a/b","path":"/c/d"}]              | {"a":{},"c":{"d":1}}
            {"a":["x","y","z"]}  | [{"op":"move","from":"/a/0","path":"/a/2"}]              | {"a":["y","z","x"]}
            {"a":{"b":1}}        | [{"op":"copy","from":"/a","path":"/c"}]                  | {"a":{"b":1},"c":{"b":1}}
            {"a":1.0}            | [{"op":"test","path":"/a","value":1}]                    | {"a":1.0}
            {"/":9,"~1":10}      | [{"op":"test","path":"/~01","value":10}]                 | {"/":9,"~1":10}
            {"a":1}              | [{"op":"replace","path":"","value":{"b":2}}]             | {"b":2}
            {"a":1}              | []                                                       | {"a":1}
            """)
    void changesAsTheStandardSays(String target, String patch, String expected) {
        assertThat(JsonPatch.apply(JSON.readTree(target), (ArrayNode) JSON.readTree(patch)))
                .isEqualTo(JSON.readTree(expected));
    }

    /** As the library does that the API server patches with ({@code evanphx/json-patch} v4.12), and it does itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1} | [{"op":"test","path":"/b","value":null}]    | {"a":1}
            {"a":1} | [{"op":"replace","path":"/b","value":2}]    | {"a":1,"b":2}
            {"a":1} | [{"op":"add","path":"/b"}]                  | {"a":1,"b":null}
            """)
    void aFieldThatIsNotThereCouldNotBeTestedForNullOrReplacedOrAddedWithoutAValue(String target, String patch,
            String expected) {
        changesAsTheStandardSays(target, patch, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"op":"test","path":"/a","value":2}]
            [{"op":"test","path":"/b","value":2}]
            [{"op":"remove","path":"/b"}]
            [{"op":"add","path":"/b/c","value":1}]
            [{"op":"add","path":"/list/7","value":1}]
            [{"op":"add","path":"/list/x","value":1}]
            [{"op":"add","value":1}]
            [{"op":"add","path":"a","value":1}]
            [{"op":"move","from":"/o","path":"/o/p"}]
            [{"op":"copy","from":"/b","path":"/c"}]
            [{"op":"eat"}]
            [7]
            [null]
            """)
    void refusesWhatDoesNotFit(String patch) {
        JsonNode target = JSON.readTree("{\"a\":1,\"list\":[1],\"o\":{}}");
        assertThatThrownBy(() -> JsonPatch.apply(target, (ArrayNode) JSON.readTree(patch)))
                .isInstanceOf(PatchException.class);
    }

    @Test
    void copiesOfCopiesComeToAnEnd() {
        ArrayNode doubling = JSON.createArrayNode();
        for (int i = 0; i < 100; i++) {
            doubling.addObject().put("op", "copy").put("from", "/a").put("path", "/a/-");
        }
        JsonNode target = JSON.readTree("{\"a\":[\"0123456789\"]}");
        assertThatThrownBy(() -> JsonPatch.apply(target, doubling)).isInstanceOf(PatchException.class);
    }

    @Property
    void noiseIsRefusedOrAppliedAndTheTargetStays(@ForAll("patches") ArrayNode patch) {
        ObjectNode target = (ObjectNode) JSON.readTree("{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":null}");
        ObjectNode before = target.deepCopy();
        try {
            JsonPatch.apply(target, patch);
        } catch (PatchException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
        assertThat(target).isEqualTo(before);
    }

    @Provide
    Arbitrary<ArrayNode> patches() {
        Arbitrary<String> paths = Arbitraries.of("", "/a", "/a/b", "/a/b/0", "/a/b/-", "/a/b/1/c", "/d", "/d/e", "/x",
                "y", "/a/b/-1", "/a/b/99999999999");
        Arbitrary<String> operations = Arbitraries.of("add", "remove", "replace", "move", "copy", "test", "eat");
        Arbitrary<JsonNode> operation = Combinators.combine(operations, paths, paths).as((name, path, from) -> JSON
                .createObjectNode().put("op", name).put("path", path).put("from", from).put("value", 1));
        return operation.list().ofMaxSize(6).map(items -> {
            ArrayNode patch = JSON.createArrayNode();
            items.forEach(item -> patch.add(item.deepCopy()));
            return patch;
        });
    }
}
