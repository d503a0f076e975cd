package dev.twinport.practice.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.definitions.PlantedDefinitions;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DefinedColumnsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ResourceKind WIDGET = new ResourceKind("example.org", "v1", "widgets", "widget", "Widget",
            List.of(), List.of(), true);

    private final Store store = new Store(Clock.systemUTC());

    @Test
    void showsIstioObjectsAsTheirPrinterColumnsSay() {
        PlantedDefinitions.read().forEach(this::define);

        assertThat(row(ResourceKinds.GATEWAY, "{'metadata':{'name':'g',%s}}")).isEqualTo("g | 45s");
        assertThat(row(ResourceKinds.VIRTUAL_SERVICE, "{'metadata':{'name':'v',%s},'spec':{'hosts':['*','a']}}"))
                .isEqualTo("v | - | [\"*\",\"a\"] | 45s");
        assertThat(row(ResourceKinds.DESTINATION_RULE, "{'metadata':{'name':'d',%s},'spec':{'host':'echo'}}"))
                .isEqualTo("d | echo | 45s");
    }

    @Test
    void showsCellsOfTheColumnsTypeOnly() {
        defineWidget("""
                [{'name':'Size','type':'integer','jsonPath':'.spec.size'},
                 {'name':'On','type':'boolean','jsonPath':'.spec.on'},
                 {'name':'Ready','type':'string','jsonPath':'.status.conditions[?(@.type==`Ready`)].status'},
                 {'name':'First','type':'string','jsonPath':'.spec.list[0].name'},
                 {'name':'Dotted','type':'string','jsonPath':'.metadata.labels.a\\\\.b/c','priority':1},
                 {'name':'Since','type':'date','jsonPath':'.spec.since'}]""");

        assertThat(row(WIDGET, """
                {'metadata':{'name':'w',%s,'labels':{'a.b/c':'x'}},'spec':{'size':3,'on':true,'list':[{'name':'n'}],
                 'since':'2026-11-23T09:00:00Z'},'status':{'conditions':[{'type':'Other','status':'?'},
                 {'type':'Ready','status':'True'}]}}""")).isEqualTo("w | 3 | true | True | n | x | 60m");
        assertThat(row(WIDGET, "{'metadata':{'name':'w',%s},'spec':{'size':'3','on':1,'list':{'name':'n'}}}"))
                .isEqualTo("w | - | - | - | - | - | -");
        assertThat(DefinedColumns.of(store, WIDGET, "v1").stream().filter(Column::wide).map(Column::name))
                .containsExactly("Dotted");
    }

    @Test
    void showsTheAgeWhenADefinitionHasNoColumns() {
        defineWidget("[]");

        assertThat(row(WIDGET, "{'metadata':{'name':'w',%s}}")).isEqualTo("w | 45s");
        assertThat(DefinedColumns.of(store, WIDGET, "v2").stream().map(Column::type)).containsExactly("string", "date");
    }

    private void defineWidget(String columns) {
        define((ObjectNode) JSON.readTree("""
                {"metadata": {"name": "widgets.example.org"},
                 "spec": {"versions": [{"name": "v1", "additionalPrinterColumns": %s}]}}
                """.formatted(columns.replace('\'', '"').replace('`', '\''))));
    }

    private void define(ObjectNode definition) {
        store.create(new ResourceKey(ResourceKinds.CUSTOM_RESOURCE_DEFINITION, "",
                definition.at("/metadata/name").asString("")), definition);
    }

    private String row(ResourceKind kind, String object) {
        JsonNode tree = JSON
                .readTree(object.replace("%s", "'creationTimestamp':'2026-11-23T09:59:15Z'").replace('\'', '"'));
        return DefinedColumns.of(store, kind, "v1").stream()
                .map(column -> column.cell().of(tree, Instant.parse("2026-11-23T10:00:00Z")))
                .map(cell -> cell.isNull() ? "-" : cell.asString()).collect(Collectors.joining(" | "));
    }
}
