package dev.twinport.practice.pods;

import dev.twinport.practice.objects.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A container's environment: values, references to earlier ones as {@code $(NAME)}, and the pod's own fields (the
 * downward API). Config maps, secrets and resource fields are not read: such a variable is not set.
 */
final class ContainerEnvironment {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z0-9_.-]+)\\)");
    private static final Pattern MAP_FIELD = Pattern.compile("metadata\\.(labels|annotations)\\['([^']*)'\\]");

    private ContainerEnvironment() {
    }

    /** The variables of {@code container}, in a pod that has these addresses. */
    static Map<String, String> of(JsonNode container, KubernetesObject pod, String podIp, String hostIp) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asString("");
            JsonNode field = variable.at("/valueFrom/fieldRef/fieldPath");
            if (field.isString()) {
                environment.put(name, field(field.asString(""), pod, podIp, hostIp));
            } else if (!variable.has("valueFrom")) {
                environment.put(name, expand(variable.path("value").asString(""), environment));
            }
        }
        return environment;
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

    private static String expand(String value, Map<String, String> earlier) {
        return REFERENCE.matcher(value).replaceAll(
                reference -> Matcher.quoteReplacement(earlier.getOrDefault(reference.group(1), reference.group())));
    }
}
