package dev.twinport.practice.api.table;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The columns of the built-in kinds, named and ordered as those of Kubernetes 1.34 are. */
final class KindColumns {

    /** Of kinds the API server has no columns for. */
    private static final List<Column> NAME_AND_CREATION = List.of(Column.objectName(), new Column("Created At", "date",
            false, (object, now) -> Column.string(object.at("/metadata/creationTimestamp").asString(""))));
    private static final Map<ResourceKind, List<Column>> BY_KIND = Map.ofEntries(
            Map.entry(ResourceKinds.NAMESPACE,
                    List.of(Column.objectName(), Column.at("Status", "/status/phase"), Column.age())),
            Map.entry(ResourceKinds.NODE, NodeColumns.ALL), Map.entry(ResourceKinds.POD, PodColumns.ALL),
            Map.entry(ResourceKinds.SERVICE, ServiceColumns.ALL), Map.entry(ResourceKinds.EVENT, EventColumns.ALL),
            Map.entry(ResourceKinds.ENDPOINTS, EndpointsColumns.ALL),
            Map.entry(ResourceKinds.LEASE, List.of(Column.objectName(),
                    Column.text("Holder", lease -> lease.at("/spec/holderIdentity").asString("")), Column.age())),
            Map.entry(ResourceKinds.CONFIG_MAP,
                    List.of(Column.objectName(), count("Data", "/data", "/binaryData"), Column.age())),
            Map.entry(ResourceKinds.SERVICE_ACCOUNT,
                    List.of(Column.objectName(), count("Secrets", "/secrets"), Column.age())),
            Map.entry(ResourceKinds.SECRET, AccessColumns.SECRET), Map.entry(ResourceKinds.ROLE, AccessColumns.ROLE),
            Map.entry(ResourceKinds.CLUSTER_ROLE, AccessColumns.ROLE),
            Map.entry(ResourceKinds.ROLE_BINDING, AccessColumns.BINDING),
            Map.entry(ResourceKinds.CLUSTER_ROLE_BINDING, AccessColumns.BINDING),
            Map.entry(ResourceKinds.DEPLOYMENT, WorkloadColumns.DEPLOYMENT),
            Map.entry(ResourceKinds.REPLICA_SET, WorkloadColumns.REPLICA_SET),
            Map.entry(ResourceKinds.ENDPOINT_SLICE, EndpointSliceColumns.ALL),
            Map.entry(ResourceKinds.CUSTOM_RESOURCE_DEFINITION,
                    List.of(Column.objectName(), Column.date("Created At", "/metadata/creationTimestamp"))));

    private KindColumns() {
    }

    static List<Column> of(ResourceKind kind) {
        return BY_KIND.getOrDefault(kind, NAME_AND_CREATION);
    }

    private static Column count(String name, String... pointers) {
        return new Column(name, "string", false, (object, now) -> JsonNodeFactory.instance
                .numberNode(Stream.of(pointers).mapToInt(pointer -> object.at(pointer).size()).sum()));
    }
}
