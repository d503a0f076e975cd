package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ReversalTest {

    @Test
    void whatOthersChangedStaysAndTheRestIsAsBefore() {
        Reversal.Outcome outcome = reverse("{metadata: {labels: {a: b}}, spec: {x: 1, y: 1}}",
                "{metadata: {labels: {a: b}}, spec: {x: 2, y: 1}}",
                "{metadata: {labels: {a: c}, annotations: {n: m}}, spec: {x: 2, y: 7, z: 8}, status: {s: t}}");

        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.object()).isEqualTo(
                yaml("{metadata: {labels: {a: c}, annotations: {n: m}}, spec: {x: 1, y: 7, z: 8}, status: {s: t}}"));
    }

    @Test
    void aFieldOthersChangedToSomethingElseStaysAndIsNamed() {
        Reversal.Outcome outcome = reverse("{spec: {tcp: [{port: 1}], x: 1}}", "{spec: {tcp: [{port: 2}], x: 2}}",
                "{spec: {tcp: [{port: 3}], x: 2}}");

        assertThat(outcome.conflicts()).containsExactly("/spec/tcp/0/port");
        assertThat(outcome.object().path("spec")).isEqualTo(yaml("{tcp: [{port: 3}], x: 1}"));
    }

    @Test
    void aFieldOthersPutBackAlreadyIsNoConflict() {
        Reversal.Outcome outcome = reverse("{spec: {x: 1}}", "{spec: {x: 2}}", "{spec: {x: 1}}");

        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.object().path("spec")).isEqualTo(yaml("{x: 1}"));
    }

    @Test
    void itemsWithNamesAreTakenOutAndPutBackAmongOthers() {
        Reversal.Outcome outcome = reverse("{spec: {ports: [{name: a}, {name: b, port: 2}, {name: c}]}}",
                "{spec: {ports: [{name: a}, {name: c}, {name: tls, port: 9}]}}",
                "{spec: {ports: [{name: a}, {name: c}, {name: tls, port: 9, nodePort: 30009}, {name: mine}]}}");

        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.object().at("/spec/ports"))
                .isEqualTo(yaml("{l: [{name: a}, {name: b, port: 2}, {name: c}, {name: mine}]}").path("l"));
    }

    @Test
    void aListWithoutNamesThatOthersMadeLongerStaysAsAWhole() {
        Reversal.Outcome outcome = reverse("{spec: {l: [1, 2]}}", "{spec: {l: [1]}}", "{spec: {l: [1, 3, 4]}}");

        assertThat(outcome.conflicts()).containsExactly("/spec/l");
        assertThat(outcome.object().at("/spec/l")).isEqualTo(yaml("{l: [1, 3, 4]}").path("l"));
    }

    @Test
    void whatWasNotThereGoesWithAllTheServerAddedNothing() {
        Reversal.Outcome outcome = reverse("{spec: {}}", "{spec: {trafficPolicy: {tls: {mode: DISABLE}}}}",
                "{spec: {trafficPolicy: {tls: {mode: DISABLE}, connectionPool: {}}}}");

        assertThat(outcome.object().path("spec")).isEqualTo(yaml("{trafficPolicy: {connectionPool: {}}}"));
    }

    @Test
    void ownersAreThoseOfBefore() {
        String mine = "{manager: kubectl, operation: Apply, fieldsV1: {x: 1}}";
        String less = "{manager: kubectl, operation: Apply, fieldsV1: {}}";
        String patch = "{manager: kubectl-patch, operation: Update, fieldsV1: {x: 1}}";
        String other = "{manager: other, operation: Update, fieldsV1: {y: 1}}";
        Reversal.Outcome outcome = reverse("{metadata: {managedFields: [%s]}, spec: {x: 1}}".formatted(mine),
                "{metadata: {managedFields: [%s, %s]}, spec: {x: 2}}".formatted(less, patch),
                "{metadata: {managedFields: [%s, %s, %s]}, spec: {x: 2}}".formatted(less, patch, other));

        assertThat(outcome.object().at("/metadata/managedFields"))
                .isEqualTo(yaml("{l: [%s, %s]}".formatted(mine, other)).path("l"));
    }

    @Property
    void withoutAnyOtherChangeItIsExactlyAsBefore(@ForAll("objects") ObjectNode before,
            @ForAll("objects") ObjectNode after) {
        Reversal.Outcome outcome = Reversal.of(before, after, after);

        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.object().path("spec")).isEqualTo(before.path("spec"));
    }

    @Property
    void aChangeOfNothingTakesNothingBack(@ForAll("objects") ObjectNode before, @ForAll("objects") ObjectNode now) {
        Reversal.Outcome outcome = Reversal.of(before, before, now);

        assertThat(outcome.conflicts()).isEmpty();
        assertThat(outcome.object().path("spec")).isEqualTo(now.path("spec"));
    }

    @Property
    void takingBackTwiceIsTakingBackOnce(@ForAll("objects") ObjectNode before, @ForAll("objects") ObjectNode after) {
        ObjectNode once = Reversal.of(before, after, after).object();

        assertThat(Reversal.of(before, after, once).object().path("spec")).isEqualTo(once.path("spec"));
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        Arbitrary<String> names = Arbitraries.of("name", "port", "x", "y");
        Arbitrary<JsonNode> leaves = Arbitraries.of("a", "b").map(JsonNodeFactory.instance::stringNode);
        Arbitrary<JsonNode> flat = Arbitraries.maps(names, leaves).ofMaxSize(3).map(ReversalTest::object);
        Arbitrary<JsonNode> lists = flat.list().ofMaxSize(3)
                .map(items -> JsonNodeFactory.instance.arrayNode().addAll(items));
        Arbitrary<JsonNode> values = Arbitraries.oneOf(List.of(leaves, flat, lists));
        return Arbitraries.maps(names, values).ofMaxSize(4).map(fields -> {
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("spec", object(fields));
            return whole;
        });
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::set);
        return object;
    }

    private static Reversal.Outcome reverse(String before, String after, String now) {
        return Reversal.of(yaml(before), yaml(after), yaml(now));
    }

    private static ObjectNode yaml(String text) {
        return (ObjectNode) new JsonMapper().readTree(new YAMLMapper().readTree(text).toString());
    }
}
