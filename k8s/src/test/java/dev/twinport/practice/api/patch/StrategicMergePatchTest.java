package dev.twinport.practice.api.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StrategicMergePatchTest {

    private static final JsonMapper JSON = new JsonMapper();

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
        assertThat(patch(ResourceKinds.POD, "{'ports':[{'containerPort':1,'name':'a'}]}",
                "{'ports':[{'containerPort':1,'name':'b'}]}"))
                        .isEqualTo(json("{'ports':[{'containerPort':1,'name':'b'}]}"));
    }

    @Test
    void removesAnItemThatIsMarkedAndAFieldThatIsNull() {
        assertThat(patch(ResourceKinds.SERVICE, "{'a':1,'spec':{'ports':[{'port':1},{'port':2}]}}",
                "{'a':null,'spec':{'ports':[{'port':1,'$patch':'delete'}]}}"))
                        .isEqualTo(json("{'spec':{'ports':[{'port':2}]}}"));
    }

    @Test
    void putsItemsIntoTheOrderAskedFor() {
        assertThat(patch(ResourceKinds.SERVICE, "{'ports':[{'port':1},{'port':2}]}",
                "{'$setElementOrder/ports':[{'port':3},{'port':2},{'port':1}],'ports':[{'port':3}]}"))
                        .isEqualTo(json("{'ports':[{'port':3},{'port':2},{'port':1}]}"));
    }

    @Test
    void replacesAnObjectOrAListThatSaysSo() {
        assertThat(patch(ResourceKinds.POD, "{'strategy':{'a':1}}", "{'strategy':{'$patch':'replace','b':2}}"))
                .isEqualTo(json("{'strategy':{'b':2}}"));
        assertThat(patch(ResourceKinds.POD, "{'containers':[{'name':'a'}]}",
                "{'containers':[{'name':'b'},{'$patch':'replace'}]}")).isEqualTo(json("{'containers':[{'name':'b'}]}"));
    }

    @Test
    void keepsOnlyTheFieldsThatAreToStay() {
        assertThat(patch(ResourceKinds.DEPLOYMENT, "{'strategy':{'type':'RollingUpdate','rollingUpdate':{}}}",
                "{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}"))
                        .isEqualTo(json("{'strategy':{'type':'Recreate'}}"));
    }

    @Test
    void addsToAndTakesFromFinalizers() {
        assertThat(patch(ResourceKinds.POD, "{'finalizers':['a','b']}",
                "{'$deleteFromPrimitiveList/finalizers':['a'],'finalizers':['c']}"))
                        .isEqualTo(json("{'finalizers':['b','c']}"));
    }

    @Test
    void replacesTheListsOfCustomKinds() {
        assertThat(patch(ResourceKinds.DESTINATION_RULE, "{'ports':[{'name':'a'}],'env':[{'name':'x'}]}",
                "{'ports':[{'name':'b'}],'env':[{'name':'y'}]}"))
                        .isEqualTo(json("{'ports':[{'name':'b'}],'env':[{'name':'y'}]}"));
    }

    private static JsonNode patch(ResourceKind kind, String target, String patch) {
        return new StrategicMergePatch(new MergeKeys(kind)).apply(json(target), json(patch));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
