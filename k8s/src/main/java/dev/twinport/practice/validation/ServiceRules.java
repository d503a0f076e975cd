package dev.twinport.practice.validation;

import com.google.re2j.Pattern;
import dev.twinport.practice.objects.FieldError;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Services ({@code ValidateService}). Which node ports and addresses are free is no question of form. */
final class ServiceRules {

    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> AFFINITIES = List.of("ClientIP", "None");
    private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    private static final Pattern ADDRESS = Pattern.compile(
            "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final String NONE = "None";

    private ServiceRules() {
    }

    static void check(Place spec, Optional<Place> before, List<FieldError> errors) {
        String type = spec.child("type").text();
        Place ports = spec.child("ports");
        boolean headless = spec.child("clusterIP").text().equals(NONE);
        boolean external = type.equals("ExternalName");
        if (ports.items().isEmpty() && !headless && !external) {
            errors.add(ports.required(""));
        }
        if (external) {
            externalName(spec.child("externalName"), errors);
        }
        Set<String> names = new HashSet<>();
        for (Place port : ports.items()) {
            port(port, ports.items().size() > 1, headless, names, errors);
        }
        MetadataRules.labels(spec.child("selector"), errors);
        PodRules.oneOf(spec.child("sessionAffinity"), AFFINITIES, errors);
        PodRules.oneOf(spec.child("type"), TYPES, errors);
        duplicates(ports, errors);
        address(spec.child("clusterIP"), type, errors);
        // What another type of Service has left behind is taken away, not refused.
        boolean retyped = before.isPresent() && !before.get().child("type").text().equals(type);
        if (type.equals("ClusterIP") && !retyped) {
            for (Place port : ports.items()) {
                if (port.child("nodePort").number(0) != 0) {
                    errors.add(FieldError.forbidden(port.childPath("nodePort"),
                            "may not be used when `type` is 'ClusterIP'"));
                }
            }
        }
        if (!retyped) {
            externalPolicy(spec.child("externalTrafficPolicy"), type, errors);
        }
    }

    static void change(Place before, Place spec, List<FieldError> errors) {
        String had = before.child("clusterIP").text();
        Place address = spec.child("clusterIP");
        boolean addressed = !before.child("type").text().equals("ExternalName")
                && !spec.child("type").text().equals("ExternalName");
        if (addressed && !had.isEmpty() && !address.text().isEmpty() && !had.equals(address.text())) {
            errors.add(FieldError.invalid(spec.childPath("clusterIPs") + "[0]",
                    JsonNodeFactory.instance.arrayNode().add(address.text()), "may not change once set"));
        }
    }

    private static void externalName(Place name, List<FieldError> errors) {
        String text = name.text().endsWith(".") ? name.text().substring(0, name.text().length() - 1) : name.text();
        if (text.isEmpty()) {
            errors.add(name.required(""));
        } else {
            Names.subdomain(text).forEach(why -> errors.add(FieldError.invalid(name.path(), text, why)));
        }
    }

    private static void port(Place port, boolean several, boolean headless, Set<String> names,
            List<FieldError> errors) {
        Place name = port.child("name");
        if (name.text().isEmpty()) {
            if (several) {
                errors.add(name.required(""));
            }
        } else {
            Names.label(name.text()).forEach(why -> errors.add(name.invalid(why)));
            if (!names.add(name.text())) {
                errors.add(FieldError.duplicate(name.path(), name.value()));
            }
        }
        Place number = port.child("port");
        number(number, errors);
        PodRules.oneOf(port.child("protocol"), PROTOCOLS, errors);
        Place target = port.child("targetPort");
        if (target.value().isString()) {
            Names.portName(target.text()).forEach(why -> errors.add(target.invalid(why)));
        } else {
            number(target, errors);
        }
        if (headless && port.child("nodePort").number(0) != 0) {
            errors.add(port.child("nodePort").invalid("may not be used when `clusterIP` is 'None'"));
        }
    }

    private static void number(Place port, List<FieldError> errors) {
        Names.portNumber(port.number(0)).ifPresent(why -> errors
                .add(FieldError.invalid(port.path(), JsonNodeFactory.instance.numberNode(port.number(0)), why)));
    }

    private static void duplicates(Place ports, List<FieldError> errors) {
        Set<List<Object>> seen = new HashSet<>();
        for (Place port : ports.items()) {
            String protocol = port.child("protocol").text();
            long number = port.child("port").number(0);
            if (!seen.add(List.of(protocol, number))) {
                // The server shows what it compares: its own type, whatever else the port has.
                ObjectNode shown = JsonNodeFactory.instance.objectNode().put("Name", "").put("Protocol", protocol);
                shown.putNull("AppProtocol").put("Port", number).put("TargetPort", 0).put("NodePort", 0);
                errors.add(FieldError.duplicate(port.path(), shown));
            }
        }
    }

    private static void address(Place address, String type, List<FieldError> errors) {
        String field = address.path().replaceAll("clusterIP$", "clusterIPs[0]");
        JsonNode value = address.value();
        if (address.text().equals(NONE)) {
            if (type.equals("LoadBalancer") || type.equals("NodePort")) {
                errors.add(
                        FieldError.invalid(field, value, "may not be set to 'None' for %s services".formatted(type)));
            }
        } else if (!address.text().isEmpty() && !ADDRESS.matcher(address.text()).matches()) {
            errors.add(
                    FieldError.invalid(field, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"));
        }
    }

    private static void externalPolicy(Place policy, String type, List<FieldError> errors) {
        if (policy.text().isEmpty()) {
            return;
        }
        if (type.equals("LoadBalancer") || type.equals("NodePort")) {
            PodRules.oneOf(policy, List.of("Cluster", "Local"), errors);
        } else if (!type.isEmpty()) {
            errors.add(policy.invalid("may only be set for externally-accessible services"));
        }
    }
}
