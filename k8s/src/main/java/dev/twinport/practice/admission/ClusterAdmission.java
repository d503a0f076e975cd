package dev.twinport.practice.admission;

import dev.twinport.practice.store.Admission;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** The practice cluster's admission: by kind, to the one that knows it. */
public final class ClusterAdmission implements Admission {

    private final PodAdmission pods;
    private final ServiceAdmission services;

    /**
     * @param random
     *            makes up addresses, ports and names
     */
    public ClusterAdmission(RandomGenerator random) {
        pods = new PodAdmission(random);
        services = new ServiceAdmission(random);
    }

    @Override
    public void onCreate(Store store, ResourceKey key, ObjectNode object) {
        ResourceKind kind = key.kind();
        if (kind.equals(ResourceKinds.POD)) {
            pods.admit(store, key, object);
        } else if (kind.equals(ResourceKinds.SERVICE)) {
            services.admitNew(store, key, object);
        } else if (kind.equals(ResourceKinds.NAMESPACE)) {
            completeNamespace(key, object);
        }
        PracticeMark.put(key, object);
    }

    @Override
    public void onUpdate(Store store, ResourceKey key, ObjectNode before, ObjectNode object) {
        if (key.kind().equals(ResourceKinds.SERVICE)) {
            services.admitChanged(store, key, before, object);
        }
        PracticeMark.put(key, object);
    }

    /** {@code pkg/registry/core/namespace/strategy.go}. */
    private static void completeNamespace(ResourceKey key, ObjectNode namespace) {
        namespace.withObject("/metadata/labels").put("kubernetes.io/metadata.name", key.name());
        ObjectNode spec = namespace.withObject("/spec");
        if (!spec.has("finalizers")) {
            spec.putArray("finalizers").add("kubernetes");
        }
        namespace.withObject("/status").put("phase", "Active");
    }
}
