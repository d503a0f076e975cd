package dev.twinport.route;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which pods listen for a gateway. */
public sealed interface GatewayPods {

    /** Whether a pod is one of them. */
    Predicate<KubernetesObject> among(Inventory inventory);

    /** Those there are, by namespace and name. */
    List<KubernetesObject> in(Inventory inventory);

    /**
     * An Istio Gateway's: the pods with these labels, in any namespace.
     *
     * @param labels
     *            the Gateway's selector
     */
    record Labelled(Map<String, String> labels) implements GatewayPods {

        public Labelled {
            labels = Map.copyOf(labels);
        }

        @Override
        public Predicate<KubernetesObject> among(Inventory inventory) {
            return pod -> Labels.select(labels, pod);
        }

        @Override
        public List<KubernetesObject> in(Inventory inventory) {
            return inventory.select("Pod", labels);
        }
    }

    /**
     * A Gateway API Gateway's: the pods that these Services select.
     *
     * @param names
     *            the Services its addresses name, or the one Istio deploys for it; whether they exist or not
     */
    record Behind(List<ObjectName> names) implements GatewayPods {

        public Behind {
            names = List.copyOf(names);
        }

        /** Those of the Services that there are. */
        public Stream<KubernetesObject> services(Inventory inventory) {
            return names.stream().flatMap(name -> inventory.find("Service", name.namespace(), name.name()).stream());
        }

        @Override
        public List<KubernetesObject> in(Inventory inventory) {
            return services(inventory).map(KubernetesObject::namespace).distinct().sorted()
                    .flatMap(namespace -> inventory.of("Pod", namespace).stream()).filter(among(inventory)).toList();
        }

        @Override
        public Predicate<KubernetesObject> among(Inventory inventory) {
            List<KubernetesObject> services = services(inventory).toList();
            return pod -> services.stream().anyMatch(service -> selects(service, pod));
        }

        private static boolean selects(KubernetesObject service, KubernetesObject pod) {
            Map<String, String> selector = service.stringMap("spec", "selector");
            return !selector.isEmpty() && pod.namespace().equals(service.namespace()) && Labels.select(selector, pod);
        }
    }
}
