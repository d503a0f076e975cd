package dev.twinport.practice.access;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles and bindings every cluster begins with ({@code cluster-admin}, {@code view}, {@code system:discovery} …),
 * as Kubernetes 1.34 makes them.
 */
public final class BootstrapPolicy {

    private static final String RESOURCE = "bootstrap-policy.json";
    private static final Map<String, ResourceKind> KINDS = Map.of("Role", ResourceKinds.ROLE, "ClusterRole",
            ResourceKinds.CLUSTER_ROLE, "RoleBinding", ResourceKinds.ROLE_BINDING, "ClusterRoleBinding",
            ResourceKinds.CLUSTER_ROLE_BINDING);

    private BootstrapPolicy() {
    }

    /** Creates them all. */
    public static void plant(Store store) {
        for (JsonNode tree : read()) {
            KubernetesObject object = new KubernetesObject((ObjectNode) tree);
            ResourceKind kind = KINDS.get(object.kind());
            if (kind == null) {
                throw new IllegalStateException("Neither role nor binding in " + RESOURCE + ": " + object.kind());
            }
            store.create(new ResourceKey(kind, object.namespace(), object.name()), object.tree());
        }
    }

    private static JsonNode read() {
        try (InputStream in = BootstrapPolicy.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + RESOURCE + ".");
            }
            return new JsonMapper().readTree(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
