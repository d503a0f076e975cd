package dev.twinport.practice.api;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A label selector as in {@code app=echo,version in (v1, v2),!canary}: every requirement must hold. */
record LabelSelector(List<Requirement> requirements) {

    LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector; an empty text selects everything.
     *
     * @throws ApiFailure
     *             BadRequest when the text is no selector
     */
    static LabelSelector parse(String text) {
        return new LabelSelector(new SelectorText(text).requirements());
    }

    boolean matches(JsonNode object) {
        Map<String, String> labels = KubernetesObject.strings(object.at("/metadata/labels"));
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }
}
