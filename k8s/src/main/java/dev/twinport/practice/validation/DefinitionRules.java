package dev.twinport.practice.validation;

import com.google.re2j.PatternSyntaxException;
import dev.twinport.practice.objects.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * CustomResourceDefinitions ({@code apiextensions-apiserver}, {@code ValidateCustomResourceDefinition}): names,
 * versions, and that the schemas are structural.
 */
final class DefinitionRules {

    private static final List<String> SCOPES = List.of("Cluster", "Namespaced");
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    /** Words of a schema that have another below them, or a list of them. */
    private static final List<String> SCHEMAS_BELOW = List.of("additionalProperties", "allOf", "anyOf", "items", "not",
            "oneOf");

    private DefinitionRules() {
    }

    static void check(Place definition, List<FieldError> errors) {
        Place spec = definition.child("spec");
        Place names = spec.child("names");
        String group = spec.child("group").text();
        Place name = definition.child("metadata").child("name");
        if (!name.text().equals(names.child("plural").text() + "." + group)) {
            errors.add(name.invalid("must be spec.names.plural+\".\"+spec.group"));
        }
        if (group.isEmpty()) {
            errors.add(spec.child("group").required(""));
        } else {
            Names.subdomain(group).forEach(why -> errors.add(spec.child("group").invalid(why)));
            if (!group.contains(".")) {
                errors.add(spec.child("group").invalid("should be a domain with at least one dot"));
            }
        }
        Place scope = spec.child("scope");
        if (scope.text().isEmpty()) {
            errors.add(scope.required(""));
        } else {
            PodRules.oneOf(scope, SCOPES, errors);
        }
        versions(spec.child("versions"), errors);
        names(names, errors);
        if (spec.child("versions").items().stream().noneMatch(DefinitionRules::isStoring)) {
            errors.add(FieldError.invalid("status.storedVersions", JsonNodeFactory.instance.nullNode(),
                    "must have at least one stored version"));
        }
    }

    private static boolean isStoring(Place version) {
        return version.child("storage").value().asBoolean(false);
    }

    static void change(Place before, Place definition, List<FieldError> errors) {
        for (String field : List.of("group", "scope")) {
            Place now = definition.child("spec").child(field);
            if (!now.value().equals(before.child("spec").child(field).value())) {
                errors.add(now.invalid("field is immutable"));
            }
        }
        for (String field : List.of("plural", "kind")) {
            Place now = definition.child("spec").child("names").child(field);
            if (!now.value().equals(before.child("spec").child("names").child(field).value())) {
                errors.add(now.invalid("field is immutable"));
            }
        }
    }

    private static void versions(Place versions, List<FieldError> errors) {
        // When all versions have one and the same schema the server shows it under its old name.
        Set<JsonNode> schemas = new HashSet<>();
        versions.items().forEach(version -> schemas.add(version.child("schema").value()));
        Set<String> names = new HashSet<>();
        boolean unique = true;
        for (Place version : versions.items()) {
            Place name = version.child("name");
            Names.label1035(name.text()).forEach(why -> errors.add(name.invalid(why)));
            unique &= names.add(name.text());
            Place schema = version.child("schema").child("openAPIV3Schema");
            String path = schemas.size() == 1 ? "spec.validation.openAPIV3Schema" : schema.path();
            if (schema.isThere()) {
                root(new Place(path, schema.value()), errors);
            } else {
                errors.add(FieldError.required(schema.path(), ""));
            }
            if (schemas.size() == 1 && schema.isThere()) {
                break;
            }
        }
        long storing = versions.items().stream().filter(DefinitionRules::isStoring).count();
        if (!unique) {
            errors.add(FieldError.invalid(versions.path(), shown(versions), "must contain unique version names"));
        }
        if (storing != 1) {
            errors.add(FieldError.invalid(versions.path(), shown(versions),
                    "must have exactly one version marked as storage version"));
        }
    }

    /** The server shows all it holds of the versions; here it is their names, which is what the sentence is about. */
    private static JsonNode shown(Place versions) {
        if (!versions.isThere()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (Place version : versions.items()) {
            shown.addObject().put("Name", version.child("name").text())
                    .put("Served", version.child("served").value().asBoolean(false))
                    .put("Storage", version.child("storage").value().asBoolean(false));
        }
        return shown;
    }

    private static void names(Place names, List<FieldError> errors) {
        for (String field : List.of("plural", "singular", "kind", "listKind")) {
            Place name = names.child(field);
            if (name.text().isEmpty()) {
                errors.add(name.required(""));
            } else {
                Names.label1035(field.endsWith("ind") ? name.text().toLowerCase(Locale.ROOT) : name.text())
                        .forEach(why -> errors.add(name.invalid(why)));
            }
        }
        for (Place shortName : names.child("shortNames").items()) {
            Names.label1035(shortName.text()).forEach(why -> errors.add(shortName.invalid(why)));
        }
        if (!names.child("kind").text().isEmpty()
                && names.child("kind").text().equals(names.child("listKind").text())) {
            errors.add(names.child("listKind").invalid("kind and listKind may not be the same"));
        }
    }

    private static void root(Place schema, List<FieldError> errors) {
        Place type = schema.child("type");
        below(schema, errors);
        patterns(schema, errors);
        if (type.text().isEmpty()) {
            errors.add(type.required("must not be empty at the root"));
        } else if (!type.text().equals("object")) {
            errors.add(type.invalid("must be object at the root"));
        }
    }

    private static void below(Place schema, List<FieldError> errors) {
        List<Place> inside = new ArrayList<>(properties(schema));
        if (schema.child("additionalProperties").value().isObject()) {
            inside.add(schema.child("additionalProperties"));
            if (!schema.child("properties").value().isEmpty()) {
                errors.add(FieldError.forbidden(schema.child("additionalProperties").path(),
                        "additionalProperties and properties are mutual exclusive"));
            }
        }
        Place items = schema.child("items");
        if (schema.child("type").text().equals("array") && !items.isThere()) {
            errors.add(items.required("must be specified"));
        } else if (items.isThere()) {
            inside.add(items);
        }
        for (Place place : inside) {
            typed(place, errors);
            below(place, errors);
        }
    }

    /** Expressions that texts are to match: here, and in all schemas this one is put together of, in their order. */
    private static void patterns(Place schema, List<FieldError> errors) {
        if (!schema.value().isObject()) {
            return;
        }
        for (String word : SCHEMAS_BELOW) {
            Place below = schema.child(word);
            patterns(below, errors);
            below.items().forEach(one -> patterns(one, errors));
        }
        Place pattern = schema.child("pattern");
        if (!pattern.text().isEmpty()) {
            try {
                Expression.of(pattern.text());
            } catch (PatternSyntaxException why) {
                errors.add(pattern
                        .invalid("must be a valid regular expression, but isn't: %s".formatted(why.getMessage())));
            }
        }
        properties(schema).forEach(property -> patterns(property, errors));
    }

    private static List<Place> properties(Place schema) {
        Place properties = schema.child("properties");
        return properties.value().propertyNames().stream().sorted()
                .map(name -> new Place(properties.path() + "[" + name + "]", properties.value().path(name))).toList();
    }

    private static void typed(Place schema, List<FieldError> errors) {
        Place type = schema.child("type");
        boolean open = schema.child("x-kubernetes-preserve-unknown-fields").value().asBoolean(false)
                || schema.child("x-kubernetes-int-or-string").value().asBoolean(false);
        if (type.text().isEmpty() && !open) {
            errors.add(type.required(schema.path().endsWith("items") ? "must not be empty for specified array items"
                    : "must not be empty for specified object fields"));
        } else if (!type.text().isEmpty()) {
            PodRules.oneOf(type, TYPES, errors);
        }
    }
}
