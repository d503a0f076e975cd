package dev.twinport.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the inventory finds by its indexes is what looking at every object finds. */
class InventoryTest {

    @Property(tries = 300)
    void anIndexFindsWhatLookingAtEveryObjectFinds(@ForAll("someObjects") List<KubernetesObject> objects,
            @ForAll("labels") Map<String, String> labels) {
        Inventory inventory = new Inventory(objects, Map.of());
        Comparator<KubernetesObject> byName = Comparator.comparing(KubernetesObject::namespace)
                .thenComparing(KubernetesObject::name);
        for (String kind : List.of("Pod", "Service")) {
            List<KubernetesObject> all = objects.stream().filter(object -> object.kind().equals(kind)).sorted(byName)
                    .toList();
            assertThat(inventory.of(kind)).isEqualTo(all);
            assertThat(inventory.select(kind, labels))
                    .isEqualTo(all.stream().filter(object -> Labels.select(labels, object.labels())).toList());
            for (String namespace : List.of("a", "b", "")) {
                assertThat(inventory.of(kind, namespace))
                        .isEqualTo(all.stream().filter(object -> object.namespace().equals(namespace)).toList());
                assertThat(inventory.find(kind, namespace, "x")).isEqualTo(objects.stream()
                        .filter(object -> object.objectName().equals(new ObjectName(kind, namespace, "x")))
                        .findFirst());
            }
        }
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("app", "version"), Arbitraries.of("1", "2")).ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<KubernetesObject>> someObjects() {
        Arbitrary<KubernetesObject> object = Combinators
                .combine(Arbitraries.of("Pod", "Service"), Arbitraries.of("a", "b"), Arbitraries.of("x", "y", "z"),
                        labels())
                .as((kind, namespace, name, labels) -> new KubernetesObject(Map.of("kind", kind, "metadata",
                        Map.of("namespace", namespace, "name", name, "labels", labels))));
        return object.list().ofMaxSize(12).map(list -> list.stream().distinct().toList());
    }
}
