package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.Quantity;
import dev.twinport.practice.store.ResourceKey;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import dev.twinport.practice.store.Store;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container's environment: values, references to earlier ones as {@code $(NAME)}, the pod's own fields (the downward
 * API), and what config maps and secrets hold.
 */
final class ContainerEnvironment {

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$|\\(([^)]*)\\))");
    private static final Pattern MAP_FIELD = Pattern.compile("metadata\\.(labels|annotations)\\['([^']*)'\\]");

    /** Without a limit a container has all of these that there is; of others, nothing. */
    private static final Set<String> UNLIMITED = Set.of("cpu", "memory", "ephemeral-storage");

    private final Store store;

    ContainerEnvironment(Store store) {
        this.store = store;
    }

    /** A variable cannot be set; the message is the kubelet's. */
    static final class MissingSource extends Exception {

        private static final long serialVersionUID = 1L;

        MissingSource(String message) {
            super(message);
        }
    }

    /**
     * The variables of {@code container}, in a pod that has these addresses.
     *
     * @throws MissingSource
     *             if a config map or secret, or a key of one, is not there and not optional
     */
    Map<String, String> of(JsonNode container, KubernetesObject pod, String podIp, String hostIp) throws MissingSource {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode source : container.path("envFrom")) {
            String prefix = source.path("prefix").asString("");
            boolean secret = source.has("secretRef");
            JsonNode reference = source.path(secret ? "secretRef" : "configMapRef");
            data(reference, secret, pod.namespace()).forEach((key, value) -> environment.put(prefix + key, value));
        }
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asString("");
            JsonNode from = variable.path("valueFrom");
            if (from.has("fieldRef")) {
                environment.put(name, field(from.at("/fieldRef/fieldPath").asString(""), pod, podIp, hostIp));
            } else if (from.has("configMapKeyRef") || from.has("secretKeyRef")) {
                boolean secret = from.has("secretKeyRef");
                key(from.path(secret ? "secretKeyRef" : "configMapKeyRef"), secret, pod.namespace())
                        .ifPresent(value -> environment.put(name, value));
            } else if (from.has("resourceFieldRef")) {
                environment.put(name, resource(from.path("resourceFieldRef"), container, pod));
            } else if (!variable.has("valueFrom")) {
                environment.put(name, expand(variable.path("value").asString(""), environment));
            }
        }
        return environment;
    }

    private Optional<String> key(JsonNode reference, boolean secret, String namespace) throws MissingSource {
        String key = reference.path("key").asString("");
        Map<String, String> data = data(reference, secret, namespace);
        if (!data.containsKey(key) && !reference.path("optional").asBoolean(false)) {
            throw new MissingSource("couldn't find key %s in %s %s/%s".formatted(key, secret ? "Secret" : "ConfigMap",
                    namespace, reference.path("name").asString("")));
        }
        return Optional.ofNullable(data.get(key));
    }

    private Map<String, String> data(JsonNode reference, boolean secret, String namespace) throws MissingSource {
        ResourceKind kind = secret ? ResourceKinds.SECRET : ResourceKinds.CONFIG_MAP;
        String name = reference.path("name").asString("");
        Optional<ObjectNode> found = store.find(new ResourceKey(kind, namespace, name));
        if (found.isEmpty()) {
            if (reference.path("optional").asBoolean(false)) {
                return Map.of();
            }
            throw new MissingSource("%s \"%s\" not found".formatted(kind.singular(), name));
        }
        Map<String, String> data = new LinkedHashMap<>(KubernetesObject.strings(found.get().path("data")));
        if (secret) {
            data.replaceAll((key, value) -> decoded(value));
            data.putAll(KubernetesObject.strings(found.get().path("stringData")));
        }
        return data;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return base64;
        }
    }

    /** An amount in units of the divisor, rounded up ({@code ExtractContainerResourceValue} of Kubernetes). */
    private String resource(JsonNode reference, JsonNode container, KubernetesObject pod) {
        String named = reference.path("containerName").asString("");
        JsonNode meant = named.isEmpty() ? container
                : Stream.of("containers", "initContainers").flatMap(list -> pod.spec().path(list).valueStream())
                        .filter(candidate -> candidate.path("name").asString("").equals(named)).findFirst()
                        .orElse(container);
        String[] path = reference.path("resource").asString("").split("\\.", 2);
        String resource = path[path.length - 1];
        JsonNode limits = meant.path("resources").path("limits");
        BigDecimal amount = path[0].equals("limits")
                ? amount(limits, resource).or(() -> amountOfNode(resource, pod)).orElse(BigDecimal.ZERO)
                : amount(meant.path("resources").path("requests"), resource).or(() -> amount(limits, resource))
                        .orElse(BigDecimal.ZERO);
        BigDecimal unit = Quantity.parse(reference.path("divisor").asString("")).filter(divisor -> divisor.signum() > 0)
                .orElse(BigDecimal.ONE);
        return Quantity.in(amount, unit);
    }

    /** What a container without a limit can have: what its pod as a whole may, or all that the node has for pods. */
    private Optional<BigDecimal> amountOfNode(String resource, KubernetesObject pod) {
        if (!UNLIMITED.contains(resource)) {
            return Optional.empty();
        }
        return amount(pod.spec().path("resources").path("limits"), resource)
                .or(() -> store.find(new ResourceKey(ResourceKinds.NODE, "", PodRuntime.NODE))
                        .flatMap(node -> amount(node.path("status").path("allocatable"), resource)));
    }

    private static Optional<BigDecimal> amount(JsonNode resources, String resource) {
        return Quantity.parse(resources.path(resource).asString("")).filter(amount -> amount.signum() > 0);
    }

    private static String field(String path, KubernetesObject pod, String podIp, String hostIp) {
        Matcher map = MAP_FIELD.matcher(path);
        if (map.matches()) {
            Map<String, String> strings = map.group(1).equals("labels") ? pod.labels() : pod.annotations();
            return strings.getOrDefault(map.group(2), "");
        }
        return switch (path) {
            case "status.podIP", "status.podIPs" -> podIp;
            case "status.hostIP", "status.hostIPs" -> hostIp;
            default -> pod.tree().at("/" + path.replace('.', '/')).asString("");
        };
    }

    /** A doubled dollar sign is a single one that begins no reference ({@code expansion.Expand} of Kubernetes). */
    private static String expand(String value, Map<String, String> earlier) {
        return REFERENCE.matcher(value).replaceAll(reference -> Matcher.quoteReplacement(
                reference.group(1) == null ? "$" : earlier.getOrDefault(reference.group(1), reference.group())));
    }
}
