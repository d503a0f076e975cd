package dev.twinport.cluster.practice;

import dev.twinport.practice.Manifest;
import dev.twinport.practice.Manifests;
import dev.twinport.route.KubernetesObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The tutorial's manifests as objects, in the order they are applied. */
final class ManifestObjects {

    private ManifestObjects() {
    }

    static List<KubernetesObject> of(Manifests manifests) {
        ObjectReader reader = new YAMLMapper().readerFor(new TypeReference<Map<String, Object>>() {
        });
        List<KubernetesObject> objects = new ArrayList<>();
        for (Manifest manifest : manifests.all()) {
            try (MappingIterator<Map<String, Object>> documents = reader.readValues(manifest.text())) {
                documents.forEachRemaining(content -> objects.add(new KubernetesObject(content)));
            }
        }
        return objects;
    }
}
