package dev.twinport.practice.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableViewTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BORN = "'creationTimestamp':'2026-11-23T09:59:15Z'";

    @Test
    void showsWhyAPodDoesNotRunAndHowOftenItWasStarted() {
        assertThat(row(ResourceKinds.POD, """
                {'metadata':{'name':'p',%s},'spec':{'containers':[{'name':'a'},{'name':'b'}],'nodeName':'n'},
                 'status':{'phase':'Running','podIP':'10.0.0.1','containerStatuses':[
                  {'name':'a','ready':true,'restartCount':2,
                   'lastState':{'terminated':{'finishedAt':'2026-11-23T09:55:00Z'}}},
                  {'name':'b','ready':false,'state':{'waiting':{'reason':'CrashLoopBackOff'}}}]}}"""))
                .isEqualTo("p | 1/2 | CrashLoopBackOff | 2 (5m ago) | 45s | 10.0.0.1 | n | <none> | <none>");
    }

    /** What a container says is told from the phase, as the API server does it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'phase':'Pending'                                                                        | 0/2 | Pending
            'phase':'Failed','reason':'Evicted'                                                      | 0/2 | Evicted
            'phase':'Pending','conditions':[{'type':'PodScheduled','reason':'SchedulingGated'}]      | 0/2 | SchedulingGated
            'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'running':{}}}]          | 0/2 | Init:0/2
            'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'waiting':{'reason':'ImagePullBackOff'}}}] | 0/2 | Init:ImagePullBackOff
            'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':3}}}]             | 0/2 | Init:ExitCode:3
            'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':0}}},{'name':'s','started':false,'state':{'waiting':{'reason':'PodInitializing'}}}] | 0/2 | Init:1/2
            'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':0}}},{'name':'s','started':true,'ready':true,'state':{'running':{}}}],'containerStatuses':[{'name':'a','state':{'waiting':{'reason':'PodInitializing'}}}] | 1/2 | PodInitializing
            'phase':'Running','containerStatuses':[{'name':'a','state':{'terminated':{'reason':'OOMKilled'}}}] | 0/2 | OOMKilled
            'phase':'Running','containerStatuses':[{'name':'a','state':{'terminated':{'signal':9}}}]           | 0/2 | Signal:9
            'phase':'Succeeded','containerStatuses':[{'name':'a','state':{'terminated':{'reason':'Completed'}}}] | 0/2 | Completed
            'phase':'Running','containerStatuses':[{'name':'a','state':{'terminated':{'reason':'Completed'}}},{'name':'b','ready':true,'state':{'running':{}}}] | 1/2 | NotReady
            """)
    void tellsAPodsStatusAsTheApiServerDoes(String status, String ready, String shown) {
        assertThat(row(ResourceKinds.POD, """
                {'metadata':{'name':'p',%s},'spec':{'containers':[{'name':'a'}],
                 'initContainers':[{'name':'i'},{'name':'s','restartPolicy':'Always'}]},'status':{STATUS}}"""
                .replace("STATUS", status))).startsWith("p | " + ready + " | " + shown + " | 0 | 45s");
    }

    @Test
    void showsEventsOfBothShapes() {
        assertThat(row(ResourceKinds.EVENT, """
                {'metadata':{'name':'e',%s},'type':'Warning','reason':'BackOff','message':'no ',
                 'involvedObject':{'kind':'Pod','name':'p','fieldPath':'spec.containers{c}'},'count':3,
                 'source':{'component':'kubelet','host':'n'},'eventTime':null,
                 'firstTimestamp':'2026-11-23T09:59:00Z','lastTimestamp':'2026-11-23T09:59:50Z'}"""))
                .isEqualTo("10s | Warning | BackOff | pod/p | spec.containers{c} | kubelet, n | no | 60s | 3 | e");
        assertThat(row(ResourceKinds.EVENT, """
                {'metadata':{'name':'e',%s},'type':'Normal','reason':'Scheduled','message':'m',
                 'involvedObject':{'kind':'Pod','name':'p'},'reportingComponent':'default-scheduler',
                 'eventTime':'2026-11-23T09:59:00.123456Z','firstTimestamp':null,'lastTimestamp':null}"""))
                .isEqualTo("59s | Normal | Scheduled | pod/p |  | default-scheduler | m | 59s | 1 | e");
    }

    @Test
    void showsSelectorsAsOneWouldTypeThem() {
        assertThat(row(ResourceKinds.REPLICA_SET, """
                {'metadata':{'name':'r',%s},'spec':{'selector':{'matchLabels':{'b':'1'},'matchExpressions':[
                 {'key':'c','operator':'NotIn','values':['y','x']},{'key':'a','operator':'DoesNotExist'},
                 {'key':'d','operator':'Exists'},{'key':'e','operator':'In','values':['z']}]}}}"""))
                .endsWith("| !a,b=1,c notin (x,y),d,e in (z)");
    }

    @Test
    void showsAPodThatIsOnItsWayOut() {
        assertThat(row(ResourceKinds.POD, """
                {'metadata':{'name':'p',%s,'deletionTimestamp':'2026-11-23T10:00:00Z'},
                 'spec':{'containers':[{'name':'a'}]},'status':{'phase':'Running'}}"""))
                .startsWith("p | 0/1 | Terminating | 0 | 45s");
    }

    @Test
    void showsWhereAServiceCanBeReached() {
        assertThat(row(ResourceKinds.SERVICE, """
                {'metadata':{'name':'gw',%s},'spec':{'type':'LoadBalancer','clusterIP':'10.0.0.9',
                 'selector':{'b':'2','a':'1'},'ports':[{'port':31400,'nodePort':30467},{'port':53,'protocol':'UDP'}]},
                 'status':{'loadBalancer':{'ingress':[{'ip':'127.0.0.1'}]}}}"""))
                .isEqualTo("gw | LoadBalancer | 10.0.0.9 | 127.0.0.1 | 31400:30467/TCP,53/UDP | 45s | a=1,b=2");
        assertThat(row(ResourceKinds.SERVICE, "{'metadata':{'name':'gw',%s},'spec':{'type':'LoadBalancer'}}"))
                .isEqualTo("gw | LoadBalancer | <none> | <pending> | <none> | 45s | <none>");
    }

    @Test
    void showsWorkloadsAndTheirTemplates() {
        String workload = """
                {'metadata':{'name':'d',%s},'spec':{'replicas':2,'selector':{'matchLabels':{'a':'1'}},
                 'template':{'spec':{'containers':[{'name':'c','image':'i:1'},{'name':'s','image':'j'}]}}},
                 'status':{'replicas':2,'readyReplicas':1,'updatedReplicas':2,'availableReplicas':1}}""";
        assertThat(row(ResourceKinds.DEPLOYMENT, workload)).isEqualTo("d | 1/2 | 2 | 1 | 45s | c,s | i:1,j | a=1");
        assertThat(row(ResourceKinds.REPLICA_SET, workload)).isEqualTo("d | 2 | 2 | 1 | 45s | c,s | i:1,j | a=1");
    }

    @Test
    void hasAsManyCellsAsColumnsForEveryKind() {
        for (ResourceKind kind : ResourceKinds.BUILT_IN) {
            JsonNode table = table(kind, "{'metadata':{'name':'x'}}");
            assertThat(table.at("/rows/0/cells")).as(kind.kind()).hasSameSizeAs(table.path("columnDefinitions"));
        }
    }

    private static String row(ResourceKind kind, String object) {
        return table(kind, object).at("/rows/0/cells").valueStream().map(cell -> cell.asString(""))
                .collect(Collectors.joining(" | "));
    }

    private static JsonNode table(ResourceKind kind, String object) {
        JsonNode tree = JSON.readTree(object.replace("%s", BORN).replace('\'', '"'));
        return new TableView(KindColumns.of(kind), TableView.RowObject.NONE).of(List.of(tree), "1",
                Instant.parse("2026-11-23T10:00:00Z"));
    }
}
