package dev.twinport.practice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds of pruning and defaulting whatever the object and the schema are. */
class PruningProperties {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @Property(tries = 500)
    void twiceIsOnce(@ForAll("values") JsonNode value, @ForAll("schemas") JsonNode schema) {
        Schema place = Schema.of(schema, SchemaDocument.EMPTY);
        JsonNode pruned = value.deepCopy();
        Pruning.prune(pruned, place);

        assertThat(Pruning.prune(pruned.deepCopy(), place)).isEmpty();
    }

    @Property(tries = 500)
    void nothingIsAddedAndWhatStaysIsAsItWas(@ForAll("values") JsonNode value, @ForAll("schemas") JsonNode schema) {
        JsonNode pruned = value.deepCopy();
        List<String> dropped = Pruning.prune(pruned, Schema.of(schema, SchemaDocument.EMPTY));

        assertThat(isPartOf(pruned, value)).isTrue();
        assertThat(dropped.isEmpty()).isEqualTo(pruned.equals(value));
    }

    @Property(tries = 500)
    void aPlaceThatKeepsEverythingLosesNothing(@ForAll("values") JsonNode value) {
        ObjectNode schema = JSON.objectNode().put("x-kubernetes-preserve-unknown-fields", true);
        JsonNode pruned = value.deepCopy();
        if (value.isObject()) {
            assertThat(Pruning.prune(pruned, Schema.of(schema, SchemaDocument.EMPTY))).isEmpty();
            assertThat(pruned).isEqualTo(value);
        }
    }

    @Property(tries = 500)
    void defaultsNeitherTakeAwayNorComeTwice(@ForAll("values") JsonNode value, @ForAll("schemas") JsonNode schema) {
        Schema place = Schema.of(schema, SchemaDocument.EMPTY);
        JsonNode completed = value.deepCopy();
        SchemaDefaults.add(completed, place);

        assertThat(isPartOf(value, completed)).isTrue();
        JsonNode again = completed.deepCopy();
        SchemaDefaults.add(again, place);
        assertThat(again).isEqualTo(completed);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> plain = Arbitraries.of(JSON.stringNode("x"), JSON.numberNode(1), JSON.booleanNode(true));
        return Arbitraries.recursive(() -> plain, PruningProperties::containers, 0, 4);
    }

    @Provide
    Arbitrary<JsonNode> schemas() {
        Arbitrary<JsonNode> plain = Arbitraries.of(schema("{'type':'string'}"),
                schema("{'type':'integer','default':7}"), schema("{'type':'object'}"),
                schema("{'type':'object','x-kubernetes-preserve-unknown-fields':true}"));
        return Arbitraries.recursive(() -> plain, PruningProperties::schemaContainers, 0, 4);
    }

    private static Arbitrary<JsonNode> containers(Arbitrary<JsonNode> inside) {
        Arbitrary<JsonNode> lists = inside.list().ofMaxSize(3).map(items -> JSON.arrayNode().addAll(items));
        return Arbitraries.oneOf(lists, fields(inside).map(fields -> JSON.objectNode().setAll(fields)));
    }

    private static Arbitrary<JsonNode> schemaContainers(Arbitrary<JsonNode> inside) {
        Arbitrary<JsonNode> lists = inside.map(items -> JSON.objectNode().put("type", "array").set("items", items));
        Arbitrary<JsonNode> maps = inside
                .map(values -> JSON.objectNode().put("type", "object").set("additionalProperties", values));
        Arbitrary<JsonNode> objects = fields(inside).map(
                fields -> JSON.objectNode().put("type", "object").set("properties", JSON.objectNode().setAll(fields)));
        return Arbitraries.oneOf(lists, maps, objects);
    }

    private static Arbitrary<Map<String, JsonNode>> fields(Arbitrary<JsonNode> inside) {
        return Arbitraries.maps(Arbitraries.of(NAMES), inside).ofMaxSize(3);
    }

    /** Whether all that is in one tree is at the same place of another; items of lists count as places. */
    private static boolean isPartOf(JsonNode part, JsonNode whole) {
        if (part.isObject()) {
            return whole.isObject()
                    && part.propertyStream().allMatch(field -> isPartOf(field.getValue(), whole.path(field.getKey())));
        }
        if (part.isArray()) {
            boolean same = whole.isArray() && part.size() == whole.size();
            for (int i = 0; same && i < part.size(); i++) {
                same = isPartOf(part.path(i), whole.path(i));
            }
            return same;
        }
        return part.equals(whole);
    }

    private static JsonNode schema(String json) {
        return new JsonMapper().readTree(json.replace('\'', '"'));
    }
}
