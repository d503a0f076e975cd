package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.deletion.DeleteOptions;
import dev.twinport.practice.deletion.Deleter;
import dev.twinport.practice.deletion.Propagation;
import dev.twinport.practice.store.ResourceKinds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of objects that others own. */
class DependentsTest {

    private final QuietCluster cluster = new QuietCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void whatSomebodyElseOwnsTooOutlivesAnOwnerThatIsDeletedAfterItsDependents() {
        create("one");
        create("other");
        create("owned");
        cluster.store.update(QuietCluster.key(ResourceKinds.CONFIG_MAP, "owned"), tree -> {
            ArrayNode owners = tree.withObject("/metadata").putArray("ownerReferences");
            for (String owner : new String[] { "one", "other" }) {
                owners.addObject().put("apiVersion", "v1").put("kind", "ConfigMap").put("name", owner)
                        .put("uid", cluster.get(ResourceKinds.CONFIG_MAP, owner).uid()).put("blockOwnerDeletion", true);
            }
            return tree;
        });
        cluster.settle();

        new Deleter(cluster.store).delete(QuietCluster.key(ResourceKinds.CONFIG_MAP, "one"),
                DeleteOptions.DEFAULT.with(Propagation.FOREGROUND));
        cluster.settle();

        assertThat(cluster.has(ResourceKinds.CONFIG_MAP, "one")).isFalse();
        assertThat(cluster.get(ResourceKinds.CONFIG_MAP, "owned").ownerUids())
                .containsExactly(cluster.get(ResourceKinds.CONFIG_MAP, "other").uid());
    }

    private void create(String name) {
        ObjectNode map = Objects
                .parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: default}}".formatted(name))
                .getFirst();
        cluster.store.create(QuietCluster.key(ResourceKinds.CONFIG_MAP, name), map);
    }
}
