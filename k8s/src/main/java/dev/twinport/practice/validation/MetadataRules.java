package dev.twinport.practice.validation;

import dev.twinport.practice.objects.FieldError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Name, labels and annotations ({@code ValidateObjectMeta}). */
final class MetadataRules {

    private static final int ANNOTATIONS_LIMIT = 256 * 1024;

    private MetadataRules() {
    }

    /**
     * Checks the metadata of a whole object.
     *
     * @param nameRule
     *            what is wrong with a name of this kind
     */
    static void check(Place metadata, Function<String, List<String>> nameRule, List<FieldError> errors) {
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
            size += annotation.getKey().length() + annotation.getValue().asString("").length();
        }
        if (size > ANNOTATIONS_LIMIT) {
            errors.add(FieldError.tooLong(annotations.path(), ANNOTATIONS_LIMIT));
        }
    }
}
