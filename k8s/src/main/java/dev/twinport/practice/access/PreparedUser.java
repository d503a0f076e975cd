package dev.twinport.practice.access;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Users to practise least privilege with: a ServiceAccount each in namespace {@code default}, with ordinary Roles and
 * RoleBindings of its own name, which kubectl shows and an administrator may change.
 */
public enum PreparedUser {

    /** Has the rights Twinport uses, and no others. */
    VIEWER("viewer", true, true),
    /** Has them but for {@code pods/log}. */
    VIEWER_WITHOUT_LOGS("viewer-without-logs", false, true),
    /** Has them in {@code default} only, and none where the gateway is. */
    NAMESPACE_VIEWER("namespace-viewer", true, false);

    private static final String ROUTES_IN = "default";
    private static final String GATEWAY_IN = "istio-system";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final List<String> READ = List.of("get", "list", "watch");

    private final String userName;
    private final boolean logs;
    private final boolean gateway;

    PreparedUser(String userName, boolean logs, boolean gateway) {
        this.userName = userName;
        this.logs = logs;
        this.gateway = gateway;
    }

    /** The ServiceAccount's name, which is also what the user is chosen by. */
    public String userName() {
        return userName;
    }

    /** The user of that name. */
    public static Optional<PreparedUser> named(String name) {
        return Arrays.stream(values()).filter(user -> user.userName.equals(name)).findFirst();
    }

    /** Creates what is not there of the user's objects; returns the ServiceAccount. */
    public KubernetesObject plant(Store store) {
        createMissing(store, ResourceKinds.SERVICE_ACCOUNT, object("v1", "ServiceAccount", ROUTES_IN));
        plantRole(store, ROUTES_IN, inRoutesNamespace());
        if (gateway) {
            plantRole(store, GATEWAY_IN, List.of(rule("", List.of("pods", "services"), READ),
                    rule("gateway.networking.k8s.io", List.of("gateways"), READ)));
        }
        return new KubernetesObject(store.get(new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, ROUTES_IN, userName)));
    }

    private List<ObjectNode> inRoutesNamespace() {
        List<ObjectNode> rules = new ArrayList<>();
        rules.add(rule("", List.of("pods", "services"), READ));
        if (logs) {
            rules.add(rule("", List.of("pods/log"), List.of("get")));
        }
        rules.add(rule("networking.istio.io", List.of("gateways", "virtualservices", "destinationrules"), READ));
        rules.add(rule("gateway.networking.k8s.io", List.of("gateways", "tcproutes", "referencegrants"), READ));
        return rules;
    }

    private void plantRole(Store store, String namespace, List<ObjectNode> rules) {
        ObjectNode role = object(RBAC + "/v1", "Role", namespace);
        rules.forEach(role.putArray("rules")::add);
        ObjectNode binding = object(RBAC + "/v1", "RoleBinding", namespace);
        binding.putObject("roleRef").put("apiGroup", RBAC).put("kind", "Role").put("name", userName);
        binding.putArray("subjects").addObject().put("kind", "ServiceAccount").put("name", userName).put("namespace",
                ROUTES_IN);
        createMissing(store, ResourceKinds.ROLE, role);
        createMissing(store, ResourceKinds.ROLE_BINDING, binding);
    }

    private ObjectNode object(String apiVersion, String kind, String namespace) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", userName).put("namespace", namespace);
        return object;
    }

    private void createMissing(Store store, ResourceKind kind, ObjectNode object) {
        ResourceKey key = new ResourceKey(kind, object.at("/metadata/namespace").asString(""), userName);
        if (store.find(key).isEmpty()) {
            store.create(key, object);
        }
    }

    private static ObjectNode rule(String group, List<String> resources, List<String> verbs) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.putArray("apiGroups").add(group);
        resources.forEach(rule.putArray("resources")::add);
        verbs.forEach(rule.putArray("verbs")::add);
        return rule;
    }
}
