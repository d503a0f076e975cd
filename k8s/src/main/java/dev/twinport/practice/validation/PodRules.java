package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.objects.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Specs of pods and of pod templates ({@code ValidatePodSpec}): what people write by hand in them. */
final class PodRules {

    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> RESTART = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS = List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
    private static final List<String> PULL = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> TERMINATION = List.of("File", "FallbackToLogsOnError");
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");
    private static final List<String> PROBE_NUMBERS = List.of("initialDelaySeconds", "timeoutSeconds", "periodSeconds",
            "successThreshold", "failureThreshold");
    private static final Set<String> FIELDS = Set.of("metadata.name", "metadata.namespace", "metadata.uid",
            "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP",
            "status.podIPs", "metadata.labels", "metadata.annotations");

    private PodRules() {
    }

    static void spec(Place spec, List<FieldError> errors) {
        Set<String> volumes = volumes(spec.child("volumes"), errors);
        Set<String> names = new HashSet<>();
        Place containers = spec.child("containers");
        if (containers.items().isEmpty()) {
            errors.add(containers.required(""));
        }
        containers.items().forEach(container -> {
            container(container, volumes, names, errors);
            whileItRuns(container, errors);
        });
        hostPorts(containers, errors);
        spec.child("initContainers").items().forEach(container -> {
            container(container, volumes, names, errors);
            if (container.child("restartPolicy").text().equals("Always")) {
                whileItRuns(container, errors);
            } else {
                endsBeforeOthers(container, errors);
            }
        });
        oneOf(spec.child("restartPolicy"), RESTART, errors);
        oneOf(spec.child("dnsPolicy"), DNS, errors);
        MetadataRules.labels(spec.child("nodeSelector"), errors);
        Place account = spec.child("serviceAccountName");
        if (!account.text().isEmpty()) {
            Names.subdomain(account.text()).forEach(why -> errors.add(account.invalid(why)));
        }
        Place node = spec.child("nodeName");
        if (!node.text().isEmpty()) {
            Names.subdomain(node.text()).forEach(why -> errors.add(node.invalid(why)));
        }
        Place hostname = spec.child("hostname");
        if (!hostname.text().isEmpty()) {
            Names.label(hostname.text()).forEach(why -> errors.add(hostname.invalid(why)));
        }
    }

    /** What is wrong with the spec of a pod, but not with a template's. */
    static void ofPod(Place spec, List<FieldError> errors) {
        for (String list : List.of("containers", "initContainers")) {
            for (Place container : spec.child(list).items()) {
                Place image = container.child("image");
                if (!image.text().equals(image.text().strip())) {
                    errors.add(image.invalid("must not have leading or trailing whitespace"));
                }
            }
        }
    }

    private static void hostPorts(Place containers, List<FieldError> errors) {
        Set<String> taken = new HashSet<>();
        for (Place container : containers.items()) {
            for (Place port : container.child("ports").items()) {
                long number = port.child("hostPort").number(0);
                String shown = port.child("protocol").text() + "/" + port.child("hostIP").text() + "/" + number;
                if (number != 0 && !taken.add(shown)) {
                    errors.add(FieldError.duplicate(port.childPath("hostPort"),
                            JsonNodeFactory.instance.stringNode(shown)));
                }
            }
        }
    }

    /** Changes of a pod's spec that are not allowed: nearly all of them. */
    static void change(Place before, Place spec, List<FieldError> errors) {
        if (!withoutMutable(before.value()).equals(withoutMutable(spec.value()))) {
            errors.add(FieldError.forbidden(spec.path(),
                    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }
    }

    private static JsonNode withoutMutable(JsonNode spec) {
        if (!(spec.deepCopy() instanceof ObjectNode copy)) {
            return spec;
        }
        copy.remove(List.of("activeDeadlineSeconds", "tolerations"));
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : copy.path(list)) {
                if (container instanceof ObjectNode object) {
                    object.remove("image");
                }
            }
        }
        return copy;
    }

    private static Set<String> volumes(Place volumes, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        for (Place volume : volumes.items()) {
            List<String> sources = new ArrayList<>(volume.value().propertyNames());
            sources.remove("name");
            sources.stream().skip(1).forEach(second -> errors
                    .add(FieldError.forbidden(volume.childPath(second), "may not specify more than 1 volume type")));
            Place name = volume.child("name");
            if (name.text().isEmpty()) {
                errors.add(name.required(""));
            } else {
                Names.label(name.text()).forEach(why -> errors.add(name.invalid(why)));
                if (!names.add(name.text())) {
                    errors.add(FieldError.duplicate(name.path(), name.value()));
                }
            }
        }
        return names;
    }

    private static void container(Place container, Set<String> volumes, Set<String> names, List<FieldError> errors) {
        Place name = container.child("name");
        if (name.text().isEmpty()) {
            errors.add(name.required(""));
        } else {
            Names.label(name.text()).forEach(why -> errors.add(name.invalid(why)));
        }
        if (container.child("image").text().isEmpty()) {
            errors.add(container.child("image").required(""));
        }
        oneOf(container.child("terminationMessagePolicy"), TERMINATION, errors);
        ports(container.child("ports"), errors);
        container.child("env").items().forEach(variable -> variable(variable, errors));
        mounts(container.child("volumeMounts"), volumes, errors);
        oneOf(container.child("imagePullPolicy"), PULL, errors);
        resources(container.child("resources"), errors);
        if (!name.text().isEmpty() && !names.add(name.text())) {
            errors.add(FieldError.duplicate(name.path(), name.value()));
        }
    }

    private static void whileItRuns(Place container, List<FieldError> errors) {
        for (String moment : List.of("postStart", "preStop")) {
            Place handler = container.child("lifecycle").child(moment);
            if (handler.isThere()) {
                handler(handler, errors);
            }
        }
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            probe(container.child(probe), errors);
            Place successes = container.child(probe).child("successThreshold");
            if (!probe.equals("readinessProbe") && successes.number(1) > 1) {
                errors.add(successes.invalid("must be 1"));
            }
        }
    }

    /** A container that ends before the others begin has nothing that only matters while it runs. */
    private static void endsBeforeOthers(Place container, List<FieldError> errors) {
        for (String field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.child(field).isThere()) {
                errors.add(FieldError.forbidden(container.childPath(field),
                        "may not be set for init containers without restartPolicy=Always"));
            }
        }
    }

    private static void ports(Place ports, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        for (Place port : ports.items()) {
            Place name = port.child("name");
            if (!name.text().isEmpty()) {
                List<String> wrong = Names.portName(name.text());
                wrong.forEach(why -> errors.add(name.invalid(why)));
                if (wrong.isEmpty() && !names.add(name.text())) {
                    errors.add(FieldError.duplicate(name.path(), name.value()));
                }
            }
            Place number = port.child("containerPort");
            if (number.number(0) == 0) {
                errors.add(number.required(""));
            } else {
                Names.portNumber(number.number(0)).ifPresent(why -> errors.add(number.invalid(why)));
            }
            Place host = port.child("hostPort");
            if (host.number(0) != 0) {
                Names.portNumber(host.number(0)).ifPresent(why -> errors.add(host.invalid(why)));
            }
            oneOf(port.child("protocol"), PROTOCOLS, errors);
        }
    }

    private static void variable(Place variable, List<FieldError> errors) {
        Place name = variable.child("name");
        if (name.text().isEmpty()) {
            errors.add(name.required(""));
        } else if (!name.text().chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=')) {
            errors.add(name.invalid(
                    "a valid environment variable name must consist only of printable ASCII characters other than '='"));
        }
        Place from = variable.child("valueFrom");
        if (!from.isThere()) {
            return;
        }
        Place path = from.child("fieldRef").child("fieldPath");
        if (from.child("fieldRef").isThere() && !isField(path.text())) {
            errors.add(path.text().isEmpty() ? path.required("")
                    : path.invalid("error converting fieldPath: field label not supported: " + path.text()));
        }
        int sources = from.value().size();
        if (sources == 0) {
            errors.add(FieldError.invalid(from.path(), "",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"));
        } else if (!variable.child("value").text().isEmpty()) {
            errors.add(FieldError.invalid(from.path(), "", "may not be specified when `value` is not empty"));
        } else if (sources > 1) {
            errors.add(FieldError.invalid(from.path(), "", "may not have more than one field specified at a time"));
        }
    }

    private static boolean isField(String path) {
        return FIELDS.contains(path) || path.startsWith("metadata.labels['")
                || path.startsWith("metadata.annotations['");
    }

    private static void mounts(Place mounts, Set<String> volumes, List<FieldError> errors) {
        Set<String> paths = new HashSet<>();
        for (Place mount : mounts.items()) {
            Place name = mount.child("name");
            if (name.text().isEmpty()) {
                errors.add(name.required(""));
            } else if (!volumes.contains(name.text())) {
                errors.add(FieldError.notFound(name.path(), name.value()));
            }
            Place path = mount.child("mountPath");
            if (path.text().isEmpty()) {
                errors.add(path.required(""));
            } else if (!paths.add(path.text())) {
                errors.add(path.invalid("must be unique"));
            }
        }
    }

    private static void resources(Place resources, List<FieldError> errors) {
        Place limits = resources.child("limits");
        Map<String, JsonNode> requests = new TreeMap<>();
        resources.child("requests").value().properties()
                .forEach(request -> requests.put(request.getKey(), request.getValue()));
        for (Map.Entry<String, JsonNode> request : requests.entrySet()) {
            Place limit = limits.child(request.getKey());
            String asked = request.getValue().asString("");
            if (limit.isThere() && Quantity.compare(asked, limit.text()) > 0) {
                errors.add(FieldError.invalid(resources.childPath("requests"), asked,
                        "must be less than or equal to %s limit of %s".formatted(request.getKey(), limit.text())));
            }
        }
    }

    private static void probe(Place probe, List<FieldError> errors) {
        if (!probe.isThere()) {
            return;
        }
        handler(probe, errors);
        PROBE_NUMBERS.forEach(number -> WorkloadRules.notNegative(probe.child(number), errors));
    }

    private static void handler(Place handler, List<FieldError> errors) {
        List<String> given = HANDLERS.stream().filter(name -> handler.child(name).isThere()).toList();
        if (given.isEmpty()) {
            errors.add(handler.required("must specify a handler type"));
        }
        given.stream().skip(1).forEach(second -> errors
                .add(FieldError.forbidden(handler.childPath(second), "may not specify more than 1 handler type")));
        Place command = handler.child("exec").child("command");
        if (handler.child("exec").isThere() && command.value().isEmpty()) {
            errors.add(command.required(""));
        }
        for (String name : List.of("httpGet", "tcpSocket")) {
            Place port = handler.child(name).child("port");
            if (!handler.child(name).isThere()) {
                continue;
            }
            if (port.value().isString()) {
                Names.portName(port.text()).forEach(why -> errors.add(port.invalid(why)));
            } else {
                Names.portNumber(port.number(0)).ifPresent(why -> errors.add(
                        FieldError.invalid(port.path(), JsonNodeFactory.instance.numberNode(port.number(0)), why)));
            }
        }
    }

    static void oneOf(Place place, List<String> supported, List<FieldError> errors) {
        if (place.isThere() && !supported.contains(place.text())) {
            errors.add(FieldError.notSupported(place.path(), place.value(), supported));
        }
    }
}
