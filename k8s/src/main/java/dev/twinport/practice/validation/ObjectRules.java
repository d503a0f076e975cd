package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import dev.twinport.practice.store.ResourceKind;
import dev.twinport.practice.store.ResourceKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The rules of the built-in kinds, by kind; and those that objects of every kind follow. */
public final class ObjectRules {

    /** What is wrong with a name, by kind; other kinds have names like domains. */
    private static final Map<ResourceKind, Function<String, List<String>>> NAMES = Map.of(ResourceKinds.NAMESPACE,
            Names::label, ResourceKinds.SERVICE, Names::label1035);

    /** Kinds whose names may be nearly anything: those of RBAC only must fit into a path. */
    private static final Set<ResourceKind> FREELY_NAMED = Set.of(ResourceKinds.ROLE, ResourceKinds.CLUSTER_ROLE,
            ResourceKinds.ROLE_BINDING, ResourceKinds.CLUSTER_ROLE_BINDING);

    private ObjectRules() {
    }

    /**
     * All that is wrong with an object that is complete, in the order in which the API server says it.
     *
     * @param before
     *            what it is to replace; empty when it is new
     */
    public static List<FieldError> check(ResourceKind kind, JsonNode object, Optional<? extends JsonNode> before) {
        List<FieldError> errors = new ArrayList<>();
        Place whole = Place.of(object);
        MetadataRules.check(whole.child("metadata"),
                FREELY_NAMED.contains(kind) ? ObjectRules::pathSegment : NAMES.getOrDefault(kind, Names::subdomain),
                !kind.custom(), errors);
        Place spec = whole.child("spec");
        if (kind.equals(ResourceKinds.DEPLOYMENT)) {
            WorkloadRules.deployment(spec, errors);
        } else if (kind.equals(ResourceKinds.REPLICA_SET)) {
            WorkloadRules.replicaSet(spec, errors);
        } else if (kind.equals(ResourceKinds.POD)) {
            PodRules.spec(spec, errors);
            PodRules.ofPod(spec, errors);
        } else if (kind.equals(ResourceKinds.SERVICE)) {
            ServiceRules.check(spec, before.map(old -> Place.of(old).child("spec")), errors);
        } else if (kind.equals(ResourceKinds.CONFIG_MAP)) {
            ConfigMapRules.configMap(whole, errors);
        } else if (kind.equals(ResourceKinds.SECRET)) {
            SecretRules.secret(whole, errors);
        } else if (kind.equals(ResourceKinds.CUSTOM_RESOURCE_DEFINITION)) {
            DefinitionRules.check(whole, errors);
        }
        before.ifPresent(old -> change(kind, Place.of(old), whole, errors));
        return errors;
    }

    private static void change(ResourceKind kind, Place before, Place after, List<FieldError> errors) {
        if (kind.equals(ResourceKinds.DEPLOYMENT) || kind.equals(ResourceKinds.REPLICA_SET)) {
            WorkloadRules.change(before.child("spec"), after.child("spec"), errors);
        } else if (kind.equals(ResourceKinds.POD)) {
            PodRules.change(before.child("spec"), after.child("spec"), errors);
        } else if (kind.equals(ResourceKinds.SERVICE)) {
            ServiceRules.change(before.child("spec"), after.child("spec"), errors);
        } else if (kind.equals(ResourceKinds.CONFIG_MAP)) {
            ConfigMapRules.change(before, after, errors);
        } else if (kind.equals(ResourceKinds.SECRET)) {
            SecretRules.change(before, after, errors);
        } else if (kind.equals(ResourceKinds.CUSTOM_RESOURCE_DEFINITION)) {
            DefinitionRules.change(before, after, errors);
        }
    }

    private static List<String> pathSegment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '%s'".formatted(name));
        }
        List<String> wrong = new ArrayList<>();
        for (String character : List.of("/", "%")) {
            if (name.contains(character)) {
                wrong.add("may not contain '%s'".formatted(character));
            }
        }
        return wrong;
    }
}
