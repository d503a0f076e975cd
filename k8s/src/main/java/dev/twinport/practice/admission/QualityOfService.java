package dev.twinport.practice.admission;

import dev.twinport.practice.objects.Quantity;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The class of a pod by what its containers request ({@code k8s.io/component-helpers/resource/qos}): Guaranteed when
 * each has limits of processor and memory and requests as much, BestEffort when none says anything of them.
 */
final class QualityOfService {

    private static final List<String> RESOURCES = List.of("cpu", "memory");

    private QualityOfService() {
    }

    static String of(JsonNode spec) {
        List<JsonNode> containers = Stream
                .concat(spec.path("initContainers").valueStream(), spec.path("containers").valueStream())
                .map(container -> container.path("resources")).toList();
        if (containers.stream().noneMatch(QualityOfService::saysAnything)) {
            return "BestEffort";
        }
        return containers.stream().allMatch(QualityOfService::isGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static boolean saysAnything(JsonNode resources) {
        return RESOURCES.stream()
                .anyMatch(name -> resources.path("requests").has(name) || resources.path("limits").has(name));
    }

    private static boolean isGuaranteed(JsonNode resources) {
        return RESOURCES.stream()
                .allMatch(name -> resources.path("limits").has(name) && resources.path("requests").has(name)
                        && Quantity.compare(resources.path("limits").path(name).asString(""),
                                resources.path("requests").path(name).asString("")) == 0);
    }
}
