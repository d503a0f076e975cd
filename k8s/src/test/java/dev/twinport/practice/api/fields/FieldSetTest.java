package dev.twinport.practice.api.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.twinport.practice.schema.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldSetTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Shape UNKNOWN = new Shape(Schema.UNKNOWN);

    @Property
    void whatIsWrittenIsRead(@ForAll("sets") FieldSet set) {
        assertThat(FieldsV1.decode(JSON.readTree(FieldsV1.encode(set).toString()))).isEqualTo(set);
    }

    @Property
    void setsObeyTheirLaws(@ForAll("sets") FieldSet a, @ForAll("sets") FieldSet b, @ForAll("sets") FieldSet c) {
        assertThat(a.union(b)).isEqualTo(b.union(a));
        assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
        assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
        assertThat(a.union(a)).isEqualTo(a);
        assertThat(a.intersection(a)).isEqualTo(a);
        assertThat(a.difference(a)).isEqualTo(FieldSet.EMPTY);
        assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
        assertThat(a.difference(b).intersection(b)).isEqualTo(FieldSet.EMPTY);
        assertThat(a.recursiveDifference(b).difference(a)).isEqualTo(FieldSet.EMPTY);
    }

    @Property
    void aSetIsItsPaths(@ForAll("sets") FieldSet set) {
        assertThat(FieldSet.of(set.paths())).isEqualTo(set);
        assertThat(set.paths()).allMatch(set::contains);
    }

    @Property
    void comparingTellsEveryDifference(@ForAll("objects") ObjectNode before, @ForAll("objects") ObjectNode after) {
        Comparison changes = Comparison.of(before, after, UNKNOWN);
        boolean same = changes.added().isEmpty() && changes.removed().isEmpty() && changes.modified().isEmpty();

        assertThat(same).isEqualTo(before.equals(after));
        Comparison back = Comparison.of(after, before, UNKNOWN);
        assertThat(back.added()).isEqualTo(changes.removed());
        assertThat(back.removed()).isEqualTo(changes.added());
    }

    @Property
    void applyingTwiceIsApplyingOnce(@ForAll("objects") ObjectNode live, @ForAll("objects") ObjectNode applied) {
        Ownership rules = new Ownership(UNKNOWN, FieldSet.EMPTY);
        ManagedFields managed = rules.update(JSON.createObjectNode(), live, ManagedFields.NONE,
                Manager.updater("u", "v1", ""), NOW);
        Manager applier = Manager.applier("a", "");

        Ownership.Applied once = rules.apply(live, applied, managed, applier, "v1", true, NOW);
        Ownership.Applied twice = rules.apply(once.object(), applied, once.managed(), applier, "v1", false, NOW);

        assertThat(twice.object()).isEqualTo(once.object());
        assertThat(twice.managed()).isEqualTo(once.managed());
    }

    @Property
    void nobodyLosesAFieldUnlessForced(@ForAll("objects") ObjectNode first, @ForAll("objects") ObjectNode second) {
        Ownership rules = new Ownership(UNKNOWN, FieldSet.EMPTY);
        Manager a = Manager.applier("a", "");
        Ownership.Applied before = rules.apply(JSON.createObjectNode(), first, ManagedFields.NONE, a, "v1", false, NOW);
        try {
            Ownership.Applied after = rules.apply(before.object(), second, before.managed(), Manager.applier("b", ""),
                    "v1", false, NOW);
            assertThat(after.managed().of(a)).isEqualTo(before.managed().of(a));
        } catch (ApplyConflict conflict) {
            assertThat(conflict.conflicts()).isNotEmpty()
                    .allSatisfy(field -> assertThat(before.managed().of(a).contains(field.path())).isTrue());
        }
    }

    @Property
    void ownersAreReadAsTheyAreWritten(@ForAll("sets") FieldSet set) {
        TreeMap<Manager, ManagedFields.Owned> owned = new TreeMap<>();
        owned.put(Manager.applier("a", ""), new ManagedFields.Owned(set, "v1", Optional.of(NOW)));
        owned.put(Manager.updater("b", "v1", "status"), new ManagedFields.Owned(set, "v1", Optional.empty()));
        ManagedFields managed = new ManagedFields(owned);

        assertThat(ManagedFields.decode(managed.encode())).isEqualTo(managed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "", "f", "z:a", "k:{", "v:", "i:a" })
    void refusesWhatIsNoPathElement(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathElement.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"operation\":\"Eat\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\"}]",
            "[{\"operation\":\"Apply\",\"fieldsType\":\"FieldsV1\"}]",
            "[{\"operation\":\"Apply\",\"apiVersion\":\"v1\"}]",
            "[{\"operation\":\"Apply\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"q\":{}}}]",
            "[{\"operation\":\"Apply\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"time\":\"noon\"}]", "[7]" })
    void refusesMisshapenOwners(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> ManagedFields.decode(JSON.readTree(list)));
    }

    @Provide
    Arbitrary<FieldSet> sets() {
        Arbitrary<PathElement> element = Arbitraries.of(new PathElement.Name("a"), new PathElement.Name("b"),
                new PathElement.Name(""), new PathElement.Name("with.dots/and:more"), key("{\"name\":\"x\"}"),
                key("{\"port\":80,\"protocol\":\"TCP\"}"), key("{\"port\":80}"),
                new PathElement.Value(JSON.readTree("1")), new PathElement.Value(JSON.readTree("\"1\"")),
                new PathElement.Value(JSON.readTree("true")), new PathElement.Index(0), new PathElement.Index(1));
        return element.list().ofMinSize(1).ofMaxSize(4).map(FieldPath::new).list().ofMaxSize(8).map(FieldSet::of);
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        Arbitrary<JsonNode> leaf = Arbitraries.of("1", "2", "\"x\"", "true", "[]", "[1]", "[{\"a\":1}]", "{}")
                .map(JSON::readTree);
        Arbitrary<JsonNode> inner = Arbitraries.oneOf(leaf, of(leaf).map(JsonNode.class::cast));
        return of(Arbitraries.oneOf(inner, of(inner).map(JsonNode.class::cast)));
    }

    private static Arbitrary<ObjectNode> of(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).ofMaxSize(3).map(fields -> {
            ObjectNode object = JSON.createObjectNode();
            fields.forEach((name, value) -> object.set(name, value.deepCopy()));
            return object;
        });
    }

    private static PathElement key(String json) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        JSON.readTree(json).propertyStream().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new PathElement.Key(fields);
    }
}
