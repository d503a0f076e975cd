package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.practice.Manifest;
import dev.twinport.practice.Manifests;
import dev.twinport.practice.Objects;
import dev.twinport.practice.controllers.ControlLoop;
import dev.twinport.practice.controllers.EventRecorder;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Switching faults on and off in a store that holds the tutorial, with no other controller. */
class FaultsTest {

    private static final ResourceKey ROUTES = new ResourceKey(ResourceKinds.VIRTUAL_SERVICE, "default", "tcp-echo");
    private static final ResourceKey RULE = new ResourceKey(ResourceKinds.DESTINATION_RULE, "default", "tcp-echo");

    private final Store store = new Store(Clock.systemUTC());
    private final Faults faults = new Faults(store, new EventRecorder(store, Clock.systemUTC()), Clock.systemUTC(),
            new Random(3));
    private final ControlLoop loop = new ControlLoop(store, Clock.systemUTC(), List.of(),
            List.of(new FaultController(faults)));

    @BeforeEach
    void tutorial() {
        List.of(ResourceKinds.GATEWAY, ResourceKinds.VIRTUAL_SERVICE, ResourceKinds.DESTINATION_RULE)
                .forEach(store.kinds()::put);
        Objects.apply(store, "{apiVersion: v1, kind: Namespace, metadata: {name: default}}");
        Manifests.read().all().stream().map(Manifest::text).forEach(text -> Objects.apply(store, text));
        loop.settle();
    }

    @Test
    void anotherFaultTakesTheFirstOnesPlace() throws Exception {
        JsonNode routes = store.get(ROUTES).path("spec");
        faults.inject("TWP-03a", "default");
        faults.inject("subset-missing", "default");

        assertThat(store.get(ROUTES).path("spec")).isEqualTo(routes);
        assertThat(store.get(RULE).at("/spec/subsets")).hasSize(1);
        assertThat(faults.active()).extracting(active -> active.fault().id()).containsExactly("TWP-05a");
        assertThat(annotations()).containsEntry(Faults.ANNOTATION, "TWP-05a").containsEntry(Faults.STATUS, "injected");
    }

    @Test
    void whatAFaultChangesIsWrittenAsByKubectl() throws Exception {
        faults.inject("TWP-03a", "default");

        assertThat(store.get(ROUTES).at("/spec/tcp/1/match/0/port").asInt()).isEqualTo(31410);
        assertThat(store.get(ROUTES).toString()).doesNotContain("TWP", "practice");
    }

    @Test
    void restoringKeepsWhatTheUserChangedMeanwhile() throws Exception {
        faults.inject("TWP-03a", "default");
        store.update(ROUTES, tree -> {
            tree.withObject("/spec").putArray("hosts").add("echo.example.com");
            tree.withObject("/metadata/labels").put("mine", "yes");
            return tree;
        });

        assertThat(faults.restore("default").orElseThrow().leftovers()).isEmpty();
        assertThat(store.get(ROUTES).at("/spec/tcp/1/match/0/port").asInt()).isEqualTo(31401);
        assertThat(store.get(ROUTES).at("/spec/hosts/0").asString()).isEqualTo("echo.example.com");
        assertThat(store.get(ROUTES).at("/metadata/labels/mine").asString()).isEqualTo("yes");
    }

    @Test
    void whatTheUserChangedInTheSamePlaceStaysAndIsSaid() throws Exception {
        faults.inject("TWP-03a", "default");
        store.update(ROUTES, tree -> {
            ((ObjectNode) tree.at("/spec/tcp/1/match/0")).put("port", 7777);
            return tree;
        });

        List<Leftover> leftovers = faults.restore("default").orElseThrow().leftovers();

        assertThat(leftovers).extracting(Leftover::sentence)
                .containsExactly("/spec/tcp/1/match/0/port of virtualservices.networking.istio.io \"tcp-echo\""
                        + " in namespace default was changed since, and stays as it is.");
        assertThat(store.get(ROUTES).at("/spec/tcp/1/match/0/port").asInt()).isEqualTo(7777);
        assertThat(annotations()).containsKey(Faults.STATUS).doesNotContainKey(Faults.ANNOTATION);
        assertThat(events()).anyMatch(event -> event.contains("FaultLeftover"));
        assertThat(faults.restore("default")).isEmpty();
        assertThat(annotations()).doesNotContainKey(Faults.STATUS);
    }

    @Test
    void aDeletedObjectIsCreatedAnewUnlessSomebodyDidSo() throws Exception {
        JsonNode before = store.get(RULE).path("spec");
        faults.inject("TWP-05b", "default");
        assertThat(store.find(RULE)).isEmpty();
        faults.restore("default");
        assertThat(store.get(RULE).path("spec")).isEqualTo(before);

        faults.inject("TWP-05b", "default");
        Objects.apply(store,
                "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: tcp-echo}, spec: {host: mine}}");
        assertThat(faults.restore("default").orElseThrow().leftovers()).extracting(Leftover::reason)
                .containsExactly(Leftover.Reason.REPLACED_SINCE);
        assertThat(store.get(RULE).at("/spec/host").asString()).isEqualTo("mine");
    }

    @Test
    void anObjectDeletedMeanwhileIsNotPutBack() throws Exception {
        faults.inject("TWP-03a", "default");
        store.delete(ROUTES);

        assertThat(faults.restore("default").orElseThrow().leftovers()).extracting(Leftover::reason)
                .containsExactly(Leftover.Reason.GONE_SINCE);
        assertThat(store.find(ROUTES)).isEmpty();
    }

    @Test
    void aFaultThatDoesNotFitChangesNothingAndSaysWhatTheApiSaid() throws Exception {
        Objects.delete(store, "{kind: Gateway, metadata: {name: tcp-echo-gateway}}");
        JsonNode routes = store.get(ROUTES).path("spec");

        assertThatThrownBy(() -> faults.inject("TWP-17b", "default")).isInstanceOf(FaultException.class)
                .hasMessage("TWP-17b-port-claimed-twice cannot be injected into namespace default: "
                        + "gateways.networking.istio.io \"tcp-echo-gateway\" not found");
        assertThat(store.get(ROUTES).path("spec")).isEqualTo(routes);
        assertThat(faults.active()).isEmpty();
        assertThatThrownBy(() -> faults.inject("TWP-06", "nowhere")).isInstanceOf(FaultException.class)
                .hasMessage("namespaces \"nowhere\" not found");
    }

    @Test
    void aFaultWhosePlaceAnotherCouldNotTakeIsNoLongerSaidToBeThere() throws Exception {
        faults.inject("TWP-03a", "default");
        Objects.delete(store, "{kind: Gateway, metadata: {name: tcp-echo-gateway}}");

        assertThatThrownBy(() -> faults.inject("TWP-17b", "default")).isInstanceOf(FaultException.class);

        assertThat(faults.active()).isEmpty();
        assertThat(annotations()).doesNotContainKey(Faults.ANNOTATION);
        assertThat(annotations().get(Faults.STATUS))
                .startsWith("failed: TWP-17b-port-claimed-twice cannot be injected");
    }

    @Test
    void theAnnotationSwitchesOnOverAndOff() {
        JsonNode before = store.get(RULE).path("spec");
        annotate("TWP-05a");
        assertThat(store.get(RULE).at("/spec/subsets")).hasSize(1);
        assertThat(annotations()).containsEntry(Faults.STATUS, "injected");
        assertThat(events()).anyMatch(event -> event.contains("FaultInjected") && event.contains("TWP-05a"));

        annotate("subset-selects-nothing");
        assertThat(store.get(RULE).at("/spec/subsets/1/labels/version").asString()).isEqualTo("2");

        annotate("");
        assertThat(store.get(RULE).path("spec")).isEqualTo(before);
        assertThat(annotations()).doesNotContainKeys(Faults.ANNOTATION, Faults.STATUS);
        assertThat(faults.active("default")).isEmpty();
    }

    @Test
    void anUnknownIdInTheAnnotationIsAWarningWithTheList() {
        annotate("TWP-77");

        assertThat(events()).anyMatch(event -> event.contains("Warning") && event.contains("UnknownFault"));
        assertThat(annotations().get(Faults.STATUS)).startsWith("failed: There is no fault \"TWP-77\".");
        assertThat(faults.active()).isEmpty();
        annotate("");
        assertThat(annotations()).doesNotContainKey(Faults.STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "random", "random:7" })
    void aRandomFaultIsNamedNowhereUntilItIsRevealed(String value) {
        annotate(value);

        ActiveFault active = faults.active("default").orElseThrow();
        assertThat(active.hidden()).isTrue();
        assertThat(everything()).doesNotContain(active.fault().id(), active.fault().name(),
                active.fault().title().en());

        assertThat(faults.reveal("default").orElseThrow().hidden()).isFalse();
        loop.settle();
        assertThat(annotations()).containsEntry(Faults.ANNOTATION, active.fault().id());
        assertThat(faults.active("default").orElseThrow().since()).isEqualTo(active.since());
    }

    @Test
    void theSameSeedIsTheSameFaultAndIsNotWrittenDown() throws Exception {
        Fault drawn = faults.injectRandom(7, "default").fault();

        assertThat(drawn).isEqualTo(FaultCatalogue.read().random(7));
        assertThat(annotations()).containsEntry(Faults.ANNOTATION, "random");
        loop.settle();
        assertThat(faults.active("default").orElseThrow().fault()).isEqualTo(drawn);
    }

    @Test
    void aNamespaceThatIsDeletedTakesItsFaultWithIt() throws Exception {
        faults.inject("TWP-05a", "default");
        store.delete(new ResourceKey(ResourceKinds.NAMESPACE, "", "default"));
        loop.settle();

        assertThat(faults.active()).isEmpty();
    }

    private void annotate(String value) {
        store.update(new ResourceKey(ResourceKinds.NAMESPACE, "", "default"), tree -> {
            ObjectNode annotations = tree.withObject("/metadata/annotations");
            annotations.remove(Faults.ANNOTATION);
            if (!value.isEmpty()) {
                annotations.put(Faults.ANNOTATION, value);
            }
            return tree;
        });
        loop.settle();
    }

    private Map<String, String> annotations() {
        return new KubernetesObject(store.get(new ResourceKey(ResourceKinds.NAMESPACE, "", "default"))).annotations();
    }

    private List<String> events() {
        return store.list(ResourceKinds.EVENT, "").objects().stream().map(ObjectNode::toString).toList();
    }

    private String everything() {
        StringBuilder text = new StringBuilder();
        store.kinds().all().forEach(kind -> store.list(kind, "").objects().forEach(text::append));
        return text.toString();
    }
}
