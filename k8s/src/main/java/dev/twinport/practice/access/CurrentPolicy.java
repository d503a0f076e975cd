package dev.twinport.practice.access;

import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The policy that the store's roles and bindings make, read again only after one of them has changed. A change holds
 * for every request that comes after its answer. May be asked from any thread.
 */
public final class CurrentPolicy {

    private static final Set<ResourceKind> KINDS = Set.of(ResourceKinds.ROLE, ResourceKinds.CLUSTER_ROLE,
            ResourceKinds.ROLE_BINDING, ResourceKinds.CLUSTER_ROLE_BINDING);

    private final Store store;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Read last;

    public CurrentPolicy(Store store) {
        this.store = store;
        store.watch(this::note);
    }

    public Policy get() {
        long now = changes.get();
        Read known = last;
        if (known != null && known.at == now) {
            return known.policy;
        }
        Policy policy = new Policy(all(ResourceKinds.CLUSTER_ROLE, ResourceKinds.ROLE),
                all(ResourceKinds.CLUSTER_ROLE_BINDING, ResourceKinds.ROLE_BINDING));
        last = new Read(now, policy);
        return policy;
    }

    private List<ObjectNode> all(ResourceKind first, ResourceKind second) {
        return Stream.of(first, second).flatMap(kind -> store.list(kind, "").objects().stream()).toList();
    }

    private void note(WatchEvent event) {
        if (KINDS.contains(event.key().kind())) {
            changes.incrementAndGet();
        }
    }

    /**
     * @param at
     *            how many changes there had been before it was read
     */
    private record Read(long at, Policy policy) {
    }
}
