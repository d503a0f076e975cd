package dev.twinport.practice.api.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twinport.practice.schema.Schema;
import dev.twinport.practice.schema.Schemas;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergePatchTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Schemas SCHEMAS = new Schemas(new Store(Clock.systemUTC()));

    @Test
    void mergesContainersByNameAndTheirVariablesByName() {
        assertThat(patch(ResourceKinds.POD,
                "{'spec':{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}]},{'name':'b'}]}}",
                "{'spec':{'containers':[{'name':'a','env':[{'name':'X','value':'2'},{'name':'Y','value':'3'}]}]}}"))
                        .isEqualTo(json(
                                "{'spec':{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'2'},{'name':'Y','value':'3'}]},{'name':'b'}]}}"));
    }

    @Test
    void mergesPortsByWhatTellsThemApartInEachKind() {
        assertThat(patch(ResourceKinds.SERVICE, "{'spec':{'ports':[{'port':1,'name':'a'},{'port':2}]}}",
                "{'spec':{'ports':[{'port':2,'name':'b'}]}}"))
                        .isEqualTo(json("{'spec':{'ports':[{'port':1,'name':'a'},{'port':2,'name':'b'}]}}"));
        assertThat(patch(ResourceKinds.POD,
                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':1,'name':'a'}]}]}}",
                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':1,'name':'b'}]}]}}")).isEqualTo(
                        json("{'spec':{'containers':[{'name':'c','ports':[{'containerPort':1,'name':'b'}]}]}}"));
    }

    @Test
    void removesAnItemThatIsMarkedAndAFieldThatIsNull() {
        assertThat(patch(ResourceKinds.SERVICE, "{'spec':{'type':'ClusterIP','ports':[{'port':1},{'port':2}]}}",
                "{'spec':{'type':null,'ports':[{'port':1,'$patch':'delete'}]}}"))
                        .isEqualTo(json("{'spec':{'ports':[{'port':2}]}}"));
    }

    @Test
    void putsItemsIntoTheOrderAskedFor() {
        assertThat(patch(ResourceKinds.SERVICE, "{'spec':{'ports':[{'port':1},{'port':2}]}}",
                "{'spec':{'$setElementOrder/ports':[{'port':3},{'port':2},{'port':1}],'ports':[{'port':3}]}}"))
                        .isEqualTo(json("{'spec':{'ports':[{'port':3},{'port':2},{'port':1}]}}"));
    }

    /** Patched one after the other on a real API server. */
    @ParameterizedTest
    @CsvSource({ "a b x, n b, n a b x", "n a b x, x m, n a b x m", "a b, c, c a b", "a b c, c a, b c a" })
    void aNewItemComesBeforeWhatIsNotInThePatchUnlessItFollowsOneThatWasThere(String before, String patch,
            String after) {
        JsonNode merged = patch(ResourceKinds.POD, pod(List.of(before.split(" ")), "1"),
                pod(List.of(patch.split(" ")), "2")).at("/spec/containers");

        assertThat(merged.valueStream().map(container -> container.path("name").asString()))
                .containsExactly(after.split(" "));
    }

    @Test
    void anOrderLeavesWhatItDoesNotNameBeforeWhatItStoodBefore() {
        assertThat(patch(ResourceKinds.SERVICE,
                "{'spec':{'ports':[{'port':1},{'port':2},{'port':3},{'port':4},{'port':5}]}}",
                "{'spec':{'$setElementOrder/ports':[{'port':2},{'port':5},{'port':6}],'ports':[{'port':6}]}}"))
                        .isEqualTo(json(
                                "{'spec':{'ports':[{'port':1},{'port':2},{'port':3},{'port':4},{'port':5},{'port':6}]}}"));
    }

    @Test
    void replacesAnObjectOrAListThatSaysSo() {
        assertThat(patch(ResourceKinds.DEPLOYMENT, "{'spec':{'strategy':{'type':'a'}}}",
                "{'spec':{'strategy':{'$patch':'replace','rollingUpdate':{}}}}"))
                        .isEqualTo(json("{'spec':{'strategy':{'rollingUpdate':{}}}}"));
        assertThat(patch(ResourceKinds.POD, "{'spec':{'containers':[{'name':'a'}]}}",
                "{'spec':{'containers':[{'name':'b'},{'$patch':'replace'}]}}"))
                        .isEqualTo(json("{'spec':{'containers':[{'name':'b'}]}}"));
    }

    @Test
    void anItemThatReplacesTookThePlaceOfOneItemAndNotOfTheList() {
        assertThat(patch(ResourceKinds.POD, "{'spec':{'containers':[{'name':'a'},{'name':'b'}]}}",
                "{'spec':{'containers':[{'name':'a','$patch':'replace'},{'name':'c'}]}}"))
                        .isEqualTo(json("{'spec':{'containers':[{'name':'c'}]}}"));
    }

    @Test
    void anItemThatSaidItMergesWasMerged() {
        assertThatThrownBy(() -> patch(ResourceKinds.POD, "{'spec':{'containers':[{'name':'a'}]}}",
                "{'spec':{'containers':[{'name':'a','$patch':'merge'}]}}")).isInstanceOf(PatchException.class)
                        .hasMessage("merging lists cannot yet be specified in the patch");
    }

    @Test
    void keepsOnlyTheFieldsThatAreToStay() {
        assertThat(patch(ResourceKinds.DEPLOYMENT, "{'spec':{'strategy':{'type':'RollingUpdate','rollingUpdate':{}}}}",
                "{'spec':{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}}"))
                        .isEqualTo(json("{'spec':{'strategy':{'type':'Recreate'}}}"));
    }

    @Test
    void addsToAndTakesFromFinalizers() {
        assertThat(patch(ResourceKinds.POD, "{'metadata':{'finalizers':['a','b']}}",
                "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a'],'finalizers':['c']}}"))
                        .isEqualTo(json("{'metadata':{'finalizers':['c','b']}}"));
    }

    @Test
    void replacesListsThatHaveNoStrategy() {
        assertThat(patch(ResourceKinds.ENDPOINT_SLICE, "{'ports':[{'name':'a'}],'endpoints':[{'hostname':'x'}]}",
                "{'ports':[{'name':'b'}]}")).isEqualTo(json("{'ports':[{'name':'b'}],'endpoints':[{'hostname':'x'}]}"));
    }

    @Test
    void refusesItemsThatDoNotSayWhichTheyAreAndDirectivesThatAreNone() {
        assertThatThrownBy(() -> patch(ResourceKinds.POD, "{}", "{'spec':{'containers':[{'image':'x'}]}}"))
                .isInstanceOf(PatchException.class).hasMessageContaining("does not contain declared merge key: name");
        assertThatThrownBy(() -> patch(ResourceKinds.POD, "{}", "{'spec':{'containers':['x']}}"))
                .isInstanceOf(PatchException.class);
        assertThatThrownBy(() -> patch(ResourceKinds.POD, "{}", "{'spec':{'$patch':'explode'}}"))
                .isInstanceOf(PatchException.class).hasMessageStartingWith("unknown patch type: explode in map: ");
        assertThatThrownBy(() -> patch(ResourceKinds.POD, "{}", "{'spec':{'$setElementOrder/containers':7}}"))
                .isInstanceOf(PatchException.class);
    }

    @Property
    void mergedListsKeepOrderAndKeys(@ForAll("containers") List<String> before,
            @ForAll("containers") List<String> patch) {
        JsonNode merged = patch(ResourceKinds.POD, pod(before, "1"), pod(patch, "2")).at("/spec/containers");

        Map<String, String> expected = new LinkedHashMap<>();
        before.forEach(name -> expected.put(name, "1"));
        patch.forEach(name -> expected.put(name, "2"));
        Map<String, String> images = new LinkedHashMap<>();
        merged.forEach(container -> images.put(container.path("name").asString(), container.path("image").asString()));
        assertThat(images).isEqualTo(expected);
        assertThat(images.keySet().stream().filter(patch::contains).toList())
                .isEqualTo(patch.stream().distinct().toList());
        assertThat(images.keySet().stream().filter(name -> !patch.contains(name)).toList())
                .isEqualTo(before.stream().distinct().filter(name -> !patch.contains(name)).toList());
        assertThat(merged).hasSize(expected.size());
    }

    @Property
    void hostilePatchesAreRefusedOrAppliedButDoNotFail(@ForAll("trees") JsonNode target,
            @ForAll("trees") JsonNode patch) {
        for (ResourceKind kind : List.of(ResourceKinds.POD, ResourceKinds.SERVICE, ResourceKinds.CONFIG_MAP)) {
            try {
                StrategicMergePatch.apply(JSON.createObjectNode().set("spec", target),
                        JSON.createObjectNode().set("spec", patch), schema(kind));
            } catch (PatchException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    @Provide
    Arbitrary<List<String>> containers() {
        return Arbitraries.of("a", "b", "c", "d", "e").list().uniqueElements().ofMaxSize(5);
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        Arbitrary<JsonNode> tree = Arbitraries.of("null", "1", "'x'", "[]", "{}", "[[]]", "[null]",
                "{'$patch':'delete'}", "{'$patch':7}", "{'name':'a','$patch':'delete'}")
                .map(StrategicMergePatchTest::tree);
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<JsonNode> inner = tree;
            Arbitrary<JsonNode> objects = Arbitraries
                    .maps(Arbitraries.of("containers", "ports", "name", "port", "$patch", "$retainKeys", "strategy",
                            "$setElementOrder/containers", "$deleteFromPrimitiveList/finalizers", "finalizers"), inner)
                    .ofMaxSize(3).map(fields -> {
                        ObjectNode object = JSON.createObjectNode();
                        fields.forEach((name, value) -> object.set(name, value.deepCopy()));
                        return object;
                    });
            Arbitrary<JsonNode> lists = inner.list().ofMaxSize(3).map(items -> {
                var list = JSON.createArrayNode();
                items.forEach(item -> list.add(item.deepCopy()));
                return list;
            });
            tree = Arbitraries.oneOf(inner, objects, lists);
        }
        return tree;
    }

    private static String pod(List<String> containers, String image) {
        List<String> items = new ArrayList<>();
        containers.forEach(name -> items.add("{'name':'%s','image':'%s'}".formatted(name, image)));
        return "{'spec':{'containers':[" + String.join(",", items) + "]}}";
    }

    private static ObjectNode patch(ResourceKind kind, String target, String patch) {
        return StrategicMergePatch.apply(json(target), json(patch), schema(kind));
    }

    private static Schema schema(ResourceKind kind) {
        return SCHEMAS.of(kind, kind.version());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) tree(text);
    }

    private static JsonNode tree(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
