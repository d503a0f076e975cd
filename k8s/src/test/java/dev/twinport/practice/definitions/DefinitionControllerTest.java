package dev.twinport.practice.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DefinitionControllerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T15:00:39Z"), ZoneOffset.UTC);

    private final Store store = new Store(CLOCK);
    private final DefinitionController controller = new DefinitionController(store, CLOCK);

    @Test
    void thePlantedDefinitionsServeTheirKindsInEveryVersion() {
        PlantedDefinitions.read().forEach(this::create);
        controller.reconcile();

        ResourceKind gateway = store.kinds().byKind("networking.istio.io/v1alpha3", "Gateway").orElseThrow();
        assertThat(gateway.version()).isEqualTo("v1");
        assertThat(gateway.served()).containsExactly("v1", "v1beta1", "v1alpha3");
        assertThat(gateway.shortNames()).containsExactly("gw");
        assertThat(gateway.hasStatus()).isTrue();
        assertThat(gateway).isEqualTo(ResourceKinds.GATEWAY);
        assertThat(store.kinds().byPlural("gateway.networking.k8s.io", "v1alpha2", "tcproutes").orElseThrow().served())
                .containsExactly("v1", "v1alpha2");
        assertThat(
                store.kinds().byPlural("gateway.networking.k8s.io", "v1", "gatewayclasses").orElseThrow().namespaced())
                        .isFalse();
        assertThat(store.kinds().all()).containsAll(ResourceKinds.MESH);
    }

    @Test
    void aDefinitionHoldsWithTheConditionsOfTheRealOne() {
        create(definition("widgets", "Widget", "wd"));
        controller.reconcile();

        assertThat(status("widgets")).isEqualTo(JSON.readTree("""
                {"acceptedNames": {"kind": "Widget", "listKind": "WidgetList", "plural": "widgets",
                                   "shortNames": ["wd"], "singular": "widget"},
                 "conditions": [
                  {"lastTransitionTime": "2026-11-24T15:00:39Z", "message": "no conflicts found",
                   "reason": "NoConflicts", "status": "True", "type": "NamesAccepted"},
                  {"lastTransitionTime": "2026-11-24T15:00:39Z", "message": "the initial names have been accepted",
                   "reason": "InitialNamesAccepted", "status": "True", "type": "Established"}],
                 "storedVersions": ["v1"]}"""));
    }

    @Test
    void aNameInUseIsNotAcceptedAndTheKindNotServed() {
        create(definition("widgets", "Widget", "wd"));
        controller.reconcile();
        create(definition("gadgets", "Gadget", "wd"));
        controller.reconcile();

        assertThat(status("gadgets").at("/conditions/0/reason").asString()).isEqualTo("ShortNamesConflict");
        assertThat(status("gadgets").at("/conditions/0/message").asString()).isEqualTo("\"wd\" is already in use");
        assertThat(status("gadgets").at("/conditions/1/reason").asString()).isEqualTo("NotAccepted");
        assertThat(store.kinds().byKind("example.org/v1", "Gadget")).isEmpty();

        store.delete(key("widgets"));
        controller.reconcile();
        controller.reconcile();

        assertThat(store.kinds().byKind("example.org/v1", "Gadget")).isPresent();
        assertThat(store.kinds().byKind("example.org/v1", "Widget")).isEmpty();
    }

    @Test
    void theObjectsGoWithTheirDefinition() {
        create(definition("widgets", "Widget", "wd"));
        controller.reconcile();
        ResourceKind widget = store.kinds().byKind("example.org/v1", "Widget").orElseThrow();
        store.create(new ResourceKey(widget, "default", "a"),
                (ObjectNode) JSON.readTree("{\"metadata\":{\"name\":\"a\",\"namespace\":\"default\"}}"));

        store.delete(key("widgets"));
        controller.reconcile();

        assertThat(store.list(widget, "").objects()).isEmpty();
    }

    @Test
    void aChangedDefinitionServesWhatItSaysThen() {
        create(definition("widgets", "Widget", "wd"));
        controller.reconcile();

        store.update(key("widgets"), definition -> {
            definition.withArray("/spec/versions").add(JSON.readTree("""
                    {"name": "v2", "served": true, "storage": true, "subresources": {"scale": {}}}"""));
            ((ObjectNode) definition.at("/spec/versions/0")).put("storage", false);
            return definition;
        });
        controller.reconcile();

        ResourceKind widget = store.kinds().byKind("example.org/v2", "Widget").orElseThrow();
        assertThat(widget.version()).isEqualTo("v2");
        assertThat(widget.served()).containsExactly("v2", "v1");
        assertThat(widget.hasScale()).isTrue();
        assertThat(status("widgets").path("storedVersions")).isEqualTo(JSON.readTree("[\"v1\", \"v2\"]"));
    }

    @Test
    void twiceIsOnce() {
        PlantedDefinitions.read().forEach(this::create);
        controller.reconcile();
        long version = store.version();
        List<ResourceKind> kinds = store.kinds().all();

        controller.reconcile();

        assertThat(store.version()).isEqualTo(version);
        assertThat(store.kinds().all()).isSameAs(kinds);
    }

    private JsonNode status(String plural) {
        return store.get(key(plural)).path("status");
    }

    private void create(ObjectNode definition) {
        store.create(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "",
                definition.at("/metadata/name").asString("")), definition);
    }

    private static ResourceKey key(String plural) {
        return new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "", plural + ".example.org");
    }

    private static ObjectNode definition(String plural, String kind, String shortName) {
        return (ObjectNode) JSON.readTree("""
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                 "metadata": {"name": "%1$s.example.org"},
                 "spec": {"group": "example.org", "scope": "Namespaced",
                  "names": {"plural": "%1$s", "kind": "%2$s", "shortNames": ["%3$s"]},
                  "versions": [{"name": "v1", "served": true, "storage": true}]}}
                """.formatted(plural, kind, shortName));
    }
}
