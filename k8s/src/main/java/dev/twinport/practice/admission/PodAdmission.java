package dev.twinport.practice.admission;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.PodSpecDefaults;
import dev.twinport.practice.objects.SafeNames;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import dev.twinport.practice.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is added to a pod before it is stored, by the admission plugins that are on by default (ServiceAccount,
 * Priority, DefaultTolerationSeconds) and by Istio's webhook.
 */
final class PodAdmission {

    private static final String DEFAULT_ACCOUNT = "default";
    private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final int TOKEN_SECONDS = 3_607;
    private static final int TOLERATION_SECONDS = 300;
    private static final int DEFAULT_MODE = 420;

    private final RandomGenerator random;
    private final SidecarInjection sidecar = new SidecarInjection();

    PodAdmission(RandomGenerator random) {
        this.random = random;
    }

    void admit(Store store, ResourceKey key, ObjectNode pod) {
        ObjectNode spec = pod.withObject("/spec");
        PodSpecDefaults.add(spec);
        Optional<ObjectNode> account = giveAccount(store, key, spec);
        Map<String, String> namespaceLabels = store.find(new ResourceKey(ResourceKinds.NAMESPACE, "", key.namespace()))
                .map(namespace -> new KubernetesObject(namespace).labels()).orElse(Map.of());
        if (SidecarInjection.isWanted(new KubernetesObject(pod), namespaceLabels)) {
            sidecar.add(pod, spec);
        }
        if (spec.path("automountServiceAccountToken")
                .asBoolean(account.map(own -> own.path("automountServiceAccountToken").asBoolean(true)).orElse(true))) {
            mountToken(spec);
        }
        putMissing(spec, "enableServiceLinks", true);
        if (!spec.has("priority")) {
            spec.put("priority", 0);
        }
        if (!spec.has("preemptionPolicy")) {
            spec.put("preemptionPolicy", "PreemptLowerPriority");
        }
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        requestWhatIsLimited(spec);
        ObjectNode status = pod.withObject("/status");
        if (!status.has("phase")) {
            status.put("phase", "Pending");
        }
        status.put("qosClass", QualityOfService.of(spec));
    }

    /**
     * Names the pod's ServiceAccount, and takes over what pods of it pull images with; empty when it is yet to come.
     */
    private static Optional<ObjectNode> giveAccount(Store store, ResourceKey key, ObjectNode spec) {
        String account = spec.path("serviceAccountName").asString(spec.path("serviceAccount").asString(""));
        if (account.isEmpty()) {
            account = DEFAULT_ACCOUNT;
        }
        spec.put("serviceAccountName", account).put("serviceAccount", account);
        Optional<ObjectNode> found = store
                .find(new ResourceKey(ResourceKinds.SERVICE_ACCOUNT, key.namespace(), account));
        // The default one is on its way in a namespace that is this young.
        if (!account.equals(DEFAULT_ACCOUNT) && found.isEmpty()) {
            throw new StoreException(StoreException.Reason.Forbidden, key,
                    "pods \"%s\" is forbidden: error looking up service account %s/%s: serviceaccount \"%s\" not found"
                            .formatted(key.name(), key.namespace(), account, account));
        }
        JsonNode secrets = found.map(own -> own.path("imagePullSecrets")).orElse(MissingNode.getInstance());
        if (!secrets.isEmpty() && spec.path("imagePullSecrets").isEmpty()) {
            spec.set("imagePullSecrets", secrets.deepCopy());
        }
        return found;
    }

    private void mountToken(ObjectNode spec) {
        String name = "kube-api-access-" + SafeNames.suffix(random);
        boolean mounted = false;
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                mounted |= mount((ObjectNode) container, name);
            }
        }
        if (!mounted) {
            return;
        }
        ObjectNode projected = spec.withArray("/volumes").addObject().put("name", name).putObject("projected");
        projected.put("defaultMode", DEFAULT_MODE);
        projected.putArray("sources").addObject().putObject("serviceAccountToken")
                .put("expirationSeconds", TOKEN_SECONDS).put("path", "token");
        ObjectNode authority = projected.withArray("/sources").addObject().putObject("configMap").put("name",
                "kube-root-ca.crt");
        authority.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
        ObjectNode item = projected.withArray("/sources").addObject().putObject("downwardAPI").putArray("items")
                .addObject();
        item.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
        item.put("path", "namespace");
    }

    private static boolean mount(ObjectNode container, String volume) {
        if (container.path("volumeMounts").valueStream()
                .anyMatch(mount -> mount.path("mountPath").asString("").equals(TOKEN_PATH))) {
            return false;
        }
        container.withArray("/volumeMounts").addObject().put("name", volume).put("readOnly", true).put("mountPath",
                TOKEN_PATH);
        return true;
    }

    private static void tolerate(ObjectNode spec, String taint) {
        boolean said = spec.path("tolerations").valueStream()
                .anyMatch(toleration -> List.of("", taint).contains(toleration.path("key").asString(""))
                        && List.of("", "NoExecute").contains(toleration.path("effect").asString("")));
        if (!said) {
            spec.withArray("/tolerations").addObject().put("key", taint).put("operator", "Exists")
                    .put("effect", "NoExecute").put("tolerationSeconds", TOLERATION_SECONDS);
        }
    }

    /** A limit without a request is a request of as much ({@code SetDefaults_Pod}). */
    private static void requestWhatIsLimited(ObjectNode spec) {
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                container.at("/resources/limits").propertyStream().forEach(limit -> {
                    ObjectNode requests = ((ObjectNode) container).withObject("/resources/requests");
                    if (!requests.has(limit.getKey())) {
                        requests.set(limit.getKey(), limit.getValue());
                    }
                });
            }
        }
    }

    private static void putMissing(ObjectNode object, String name, boolean value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }
}
