package dev.twinport.practice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.Objects;
import dev.twinport.practice.store.Admission;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Putting back in a store that does not take everything back. */
class UndoTest {

    private static final ResourceKey FIRST = new ResourceKey(ResourceKinds.CONFIG_MAP, "default", "first");
    private static final ResourceKey CHANGED = new ResourceKey(ResourceKinds.CONFIG_MAP, "default", "refused-change");
    private static final ResourceKey DELETED = new ResourceKey(ResourceKinds.CONFIG_MAP, "default", "refused-again");

    private final Store store = new Store(Clock.systemUTC(), new Admission() {
        @Override
        public void onCreate(Store asked, ResourceKey key, ObjectNode object) {
            refuse(key, object);
        }

        @Override
        public void onUpdate(Store asked, ResourceKey key, ObjectNode before, ObjectNode object) {
            refuse(key, object);
        }

        private void refuse(ResourceKey key, ObjectNode object) {
            if (key.name().startsWith("refused") && object.at("/data/a").asString("").equals("before")) {
                throw new StoreException(StoreException.Reason.Forbidden, key, "exceeded quota: small");
            }
        }
    });

    @Test
    void whatIsRefusedIsSaidAndTheRestIsPutBack() {
        Objects.apply(store, "{apiVersion: v1, kind: Namespace, metadata: {name: default}}");
        ObjectNode before = Objects.parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {a: before}}")
                .getFirst();
        ObjectNode after = Objects.parse("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: {a: after}}")
                .getFirst();
        store.create(CHANGED, after.deepCopy());

        List<Leftover> leftovers = Undo.of(List.of(new Change(FIRST, Optional.of(before), Optional.empty()),
                new Change(CHANGED, Optional.of(before), Optional.of(after)),
                new Change(DELETED, Optional.of(before), Optional.empty())), store);

        assertThat(store.get(FIRST).at("/data/a").asString()).isEqualTo("before");
        assertThat(leftovers).extracting(Leftover::sentence).containsExactly(
                "configmaps \"refused-again\" in namespace default could not be put back: exceeded quota: small",
                "configmaps \"refused-change\" in namespace default could not be put back: exceeded quota: small");
    }
}
