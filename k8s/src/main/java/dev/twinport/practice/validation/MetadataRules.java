package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Name, labels and annotations ({@code ValidateObjectMeta}). */
final class MetadataRules {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataRules() {
    }

    /**
     * Checks the metadata of a whole object.
     *
     * @param nameRule
     *            what is wrong with a name of this kind
     * @param standard
     *            whether finalizers without a domain are to be Kubernetes' own: not so for custom kinds
     */
    static void check(Place metadata, Function<String, List<String>> nameRule, boolean standard,
            List<FieldError> errors) {
        Place name = metadata.child("name");
        Place prefix = metadata.child("generateName");
        if (!prefix.text().isEmpty()) {
            // What is added to it makes a name of something that ends like the middle of one.
            nameRule.apply(prefix.text().replaceAll("-$", "a")).forEach(why -> errors.add(prefix.invalid(why)));
        }
        if (name.text().isEmpty()) {
            errors.add(name.required("name or generateName is required"));
        } else {
            nameRule.apply(name.text()).forEach(why -> errors.add(name.invalid(why)));
        }
        labels(metadata.child("labels"), errors);
        annotations(metadata.child("annotations"), errors);
        owners(metadata.child("ownerReferences"), errors);
        finalizers(metadata.child("finalizers"), standard, errors);
    }

    private static void owners(Place owners, List<FieldError> errors) {
        String controller = "";
        for (Place owner : owners.items()) {
            String version = owner.child("apiVersion").text();
            String kind = owner.child("kind").text();
            String name = owner.child("name").text();
            if (version.isEmpty() || version.indexOf('/') != version.lastIndexOf('/')) {
                errors.add(FieldError.invalid(owners.childPath("apiVersion"), version, "version must not be empty"));
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.child(field).text().isEmpty()) {
                    errors.add(FieldError.invalid(owners.childPath(field), "", "must not be empty"));
                }
            }
            if (version.equals("v1") && kind.equals("Event")) {
                errors.add(FieldError.invalid(owners.path(), owner.value(),
                        "/v1, Kind=Event is disallowed from being an owner"));
            }
            if (owner.child("controller").value().asBoolean(false)) {
                String named = kind + "/" + name;
                if (!controller.isEmpty()) {
                    errors.add(owners.invalid(
                            "Only one reference can have Controller set to true. Found \"true\" in references for %s and %s"
                                    .formatted(controller, named)));
                } else {
                    controller = named;
                }
            }
        }
    }

    private static void finalizers(Place finalizers, boolean standard, List<FieldError> errors) {
        List<String> names = finalizers.items().stream().map(Place::text).toList();
        for (String name : names) {
            Names.qualified(name).forEach(why -> errors.add(FieldError.invalid(finalizers.path(), name, why)));
        }
        if (names.containsAll(List.of("orphan", "foregroundDeletion"))) {
            errors.add(finalizers.invalid("finalizer orphan and foregroundDeletion cannot be both set"));
        }
        for (Place name : finalizers.items()) {
            if (standard && !name.text().contains("/") && !STANDARD_FINALIZERS.contains(name.text())) {
                errors.add(name.invalid("name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    /** Checks labels, or anything else that is matched against labels. */
    static void labels(Place labels, List<FieldError> errors) {
        for (Map.Entry<String, JsonNode> label : labels.value().properties()) {
            Names.qualified(label.getKey())
                    .forEach(why -> errors.add(FieldError.invalid(labels.path(), label.getKey(), why)));
            String value = label.getValue().asString("");
            Names.labelValue(value).forEach(why -> errors.add(FieldError.invalid(labels.path(), value, why)));
        }
    }

    static void annotations(Place annotations, List<FieldError> errors) {
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.value().properties()) {
            // The rule is that of labels, whatever the case of the letters.
            Names.qualified(annotation.getKey().toLowerCase(Locale.ROOT))
                    .forEach(why -> errors.add(FieldError.invalid(annotations.path(), annotation.getKey(), why)));
            size += bytes(annotation.getKey()) + bytes(annotation.getValue().asString(""));
        }
        if (size > ANNOTATIONS_LIMIT) {
            errors.add(FieldError.tooLong(annotations.path(), ANNOTATIONS_LIMIT));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
