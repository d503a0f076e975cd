package dev.twinport.practice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {

    private static final ResourceKind WIDGET = new ResourceKind("example.org", "v1", "widgets", "widget", "Widget",
            List.of(), List.of(), true);
    static final List<ResourceKind> BUILT_IN = ResourceKinds.BUILT_IN;

    private final Store store = new Store(Clock.systemUTC());
    private final Schemas schemas = new Schemas(store);

    @ParameterizedTest
    @FieldSource("BUILT_IN")
    void everyBuiltInKindHasAnObjectsMetadataAndAText(ResourceKind kind) {
        Schema schema = schemas.of(kind, kind.version());

        assertThat(schema.type()).isEqualTo("object");
        assertThat(schema.description()).isNotBlank();
        assertThat(schema.property("metadata").property("labels").additionalProperties().type()).isEqualTo("string");
    }

    @Test
    void aFieldKeepsItsOwnTextAndHasTheFieldsOfWhatItRefersTo() {
        Schema spec = schemas.of(ResourceKinds.DEPLOYMENT, "v1").property("spec").property("template").property("spec");

        assertThat(spec.description()).startsWith("Specification of the desired behavior of the pod.");
        assertThat(spec.required()).containsExactly("containers");
        assertThat(spec.property("nothing").isKnown()).isFalse();
        assertThat(spec.property("nothing").property("below").items().type()).isEmpty();
    }

    @Test
    void listsSayHowTheyAreMerged() {
        Schema pod = schemas.of(ResourceKinds.POD, "v1").property("spec");
        Schema ports = pod.property("containers").items().property("ports");

        assertThat(ports.patchMergeKey()).contains("containerPort");
        assertThat(ports.patchStrategies()).containsExactly("merge");
        assertThat(ports.listType()).isEqualTo(Schema.ListType.MAP);
        assertThat(ports.listMapKeys()).containsExactly("containerPort", "protocol");
        assertThat(ports.items().property("protocol").defaultValue().orElseThrow().asString()).isEqualTo("TCP");
        assertThat(pod.property("volumes").patchStrategies()).containsExactlyInAnyOrder("merge", "retainKeys");
        assertThat(pod.property("tolerations").listType()).isEqualTo(Schema.ListType.ATOMIC);
        assertThat(schemas.of(ResourceKinds.SERVICE, "v1").property("spec").property("selector").isAtomicMap())
                .isTrue();
    }

    @Test
    void someFieldsTakeMoreThanOneType() {
        Schema port = schemas.of(ResourceKinds.SERVICE, "v1").property("spec").property("ports").items();

        assertThat(port.property("targetPort").isIntOrString()).isTrue();
        assertThat(port.property("port").isIntOrString()).isFalse();
    }

    @Test
    void builtInFieldsThatHoldAnythingKeepIt() {
        Schema managed = schemas.of(ResourceKinds.POD, "v1").property("metadata").property("managedFields").items();

        assertThat(managed.property("fieldsV1").preservesUnknownFields()).isTrue();
        assertThat(managed.preservesUnknownFields()).isFalse();
        assertThat(managed.property("time").preservesUnknownFields()).isFalse();
    }

    @Test
    void aCustomKindHasTheSchemaItsDefinitionSaysAtThatMoment() {
        assertThat(schemas.of(WIDGET, "v1").isKnown()).isFalse();

        ResourceKey key = new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", "widgets.example.org");
        store.create(key, definition(3));
        assertThat(defaultSize()).isEqualTo(3);
        assertThat(schemas.of(WIDGET, "v2").isKnown()).isFalse();
        assertThat(schemas.of(WIDGET, "v1").property("metadata").property("name").type()).isEqualTo("string");

        store.update(key, old -> definition(4));
        assertThat(defaultSize()).isEqualTo(4);

        store.delete(key);
        assertThat(schemas.of(WIDGET, "v1").isKnown()).isFalse();
    }

    @Test
    void aCustomSchemaDropsWhatItDoesNotDeclareUnlessItSaysOtherwise() {
        store.create(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", "widgets.example.org"),
                definition(3));
        Schema widget = schemas.of(WIDGET, "v1");

        assertThat(widget.property("spec").preservesUnknownFields()).isFalse();
        assertThat(widget.property("status").preservesUnknownFields()).isTrue();
        assertThat(widget.property("metadata").property("managedFields").items().property("fieldsV1")
                .preservesUnknownFields()).isTrue();
    }

    private int defaultSize() {
        return schemas.of(WIDGET, "v1").property("spec").property("size").defaultValue().map(IntNode.class::cast)
                .orElseThrow().intValue();
    }

    private static ObjectNode definition(int defaultSize) {
        return (ObjectNode) new JsonMapper().readTree("""
                {"metadata": {"name": "widgets.example.org"},
                 "spec": {"group": "example.org", "versions": [{"name": "v1", "schema": {"openAPIV3Schema":
                  {"type": "object", "properties": {
                    "spec": {"type": "object", "properties": {"size": {"type": "integer", "default": %d}}},
                    "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}}}]}}
                """.formatted(defaultSize));
    }
}
