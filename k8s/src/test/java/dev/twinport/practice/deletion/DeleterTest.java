package dev.twinport.practice.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DeleterTest {

    private static final ResourceKey POD = new ResourceKey(ResourceKinds.POD, "default", "p");
    private static final ResourceKey MAP = new ResourceKey(ResourceKinds.CONFIG_MAP, "default", "m");
    private static final ResourceKey NAMESPACE = new ResourceKey(ResourceKinds.NAMESPACE, "", "n");

    private final Store store = new Store(Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC));
    private final Deleter deleter = new Deleter(store);

    @Test
    void aPodOnANodeHasItsTimeToEnd() {
        create(POD, "{'spec':{'nodeName':'x','terminationGracePeriodSeconds':7}}");

        Deleter.Deleted deleted = deleter.delete(POD, DeleteOptions.DEFAULT);

        assertThat(deleted.gone()).isFalse();
        assertThat(at(POD, "deletionTimestamp")).isEqualTo("2026-11-24T10:00:07Z");
        assertThat(at(POD, "deletionGracePeriodSeconds")).isEqualTo("7");
        assertThat(at(POD, "generation")).isEqualTo("2");
    }

    @Test
    void aPodThatIsNowhereOrHasEndedGoesAtOnce() {
        create(POD, "{'spec':{'terminationGracePeriodSeconds':7}}");
        assertThat(deleter.delete(POD, DeleteOptions.DEFAULT).gone()).isTrue();
        create(POD, "{'spec':{'nodeName':'x'},'status':{'phase':'Succeeded'}}");
        assertThat(deleter.delete(POD, DeleteOptions.DEFAULT).gone()).isTrue();
        create(POD, "{'spec':{'nodeName':'x'}}");
        assertThat(deleter.delete(POD, grace(0)).gone()).isTrue();
    }

    @Test
    void aSecondDeletionOfAPodCanOnlyHurryIt() {
        create(POD, "{'spec':{'nodeName':'x','terminationGracePeriodSeconds':30}}");
        deleter.delete(POD, DeleteOptions.DEFAULT);
        deleter.delete(POD, grace(60));
        assertThat(at(POD, "deletionGracePeriodSeconds")).isEqualTo("30");
        deleter.delete(POD, grace(5));
        assertThat(at(POD, "deletionGracePeriodSeconds")).isEqualTo("5");
        assertThat(at(POD, "deletionTimestamp")).isEqualTo("2026-11-24T10:00:05Z");
        assertThat(deleter.delete(POD, grace(0)).gone()).isTrue();
    }

    @Test
    void anObjectWaitsForItsFinalizersAndGoesWithTheLast() {
        create(MAP, "{'metadata':{'finalizers':['a/b']}}");
        assertThat(deleter.delete(MAP, DeleteOptions.DEFAULT).gone()).isFalse();
        assertThat(deleter.delete(MAP, DeleteOptions.DEFAULT).gone()).isFalse();
        store.update(MAP, map -> {
            map.withObject("/metadata").remove("finalizers");
            return map;
        });
        assertThat(store.find(MAP)).isEmpty();
    }

    @Test
    void whatBecomesOfDependentsIsAFinalizer() {
        create(MAP, "{}");
        deleter.delete(MAP, DeleteOptions.DEFAULT.with(Propagation.FOREGROUND));
        assertThat(store.get(MAP).at("/metadata/finalizers/0").asString()).isEqualTo("foregroundDeletion");
        deleter.delete(MAP, DeleteOptions.DEFAULT.with(Propagation.ORPHAN));
        assertThat(store.get(MAP).at("/metadata/finalizers/0").asString()).isEqualTo("orphan");
        assertThat(deleter.delete(MAP, DeleteOptions.DEFAULT.with(Propagation.BACKGROUND)).gone()).isTrue();
    }

    @Test
    void aNamespaceIsTerminatingUntilItIsReleased() {
        create(NAMESPACE, "{'spec':{'finalizers':['kubernetes']}}");
        assertThat(deleter.delete(NAMESPACE, DeleteOptions.DEFAULT).object().at("/status/phase").asString())
                .isEqualTo("Terminating");
        assertThat(deleter.delete(NAMESPACE, DeleteOptions.DEFAULT).gone()).isFalse();
        store.update(NAMESPACE, namespace -> {
            namespace.withObject("/spec").remove("finalizers");
            return namespace;
        });
        assertThat(store.find(NAMESPACE)).isEmpty();
    }

    @Test
    void aDryRunDeletesNothing() {
        create(MAP, "{}");
        assertThat(deleter.delete(MAP, DeleteOptions.DEFAULT.dry(true)).gone()).isTrue();
        assertThat(store.find(MAP)).isPresent();
    }

    private void create(ResourceKey key, String json) {
        store.create(key, (ObjectNode) new JsonMapper().readTree(json.replace('\'', '"')));
    }

    private String at(ResourceKey key, String field) {
        return store.get(key).at("/metadata/" + field).asString();
    }

    private static DeleteOptions grace(long seconds) {
        return new DeleteOptions(Optional.of(seconds), Optional.empty(), "", "", false);
    }
}
