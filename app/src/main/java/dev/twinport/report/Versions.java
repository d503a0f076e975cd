package dev.twinport.report;

import dev.twinport.route.Destination;
import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of everything a verification had to do with, as far as objects that were read tell them. Pure. */
public final class Versions {

    private static final String KUBERNETES = "kubernetes";
    private static final String ISTIO = "istio";
    private static final String REVISION = "istioRevision";
    private static final String GATEWAY = "gatewayProxy";
    private static final String SIDECAR = "sidecar";
    private static final String SERVER = "server";
    private static final String JAVA = "java";
    private static final String SYSTEM = "system";

    /** The keys of a report's versions, in the order they are shown. */
    static final List<String> NAMES = List.of(KUBERNETES, ISTIO, REVISION, GATEWAY, SIDECAR, SERVER, JAVA, SYSTEM);

    private static final String PROXY = "istio-proxy";
    private static final String REVISION_LABEL = "istio.io/rev";

    private Versions() {
    }

    /**
     * The versions by their keys ({@code kubernetes}, {@code istio}, {@code istioRevision}, {@code gatewayProxy},
     * {@code sidecar}, {@code server}, {@code java}, {@code system}), in that order; what is not known is left out, and
     * several of one stand side by side.
     *
     * @param kubernetes
     *            the API server's, where it was asked
     * @param inventory
     *            what the routes were read from
     * @param routes
     *            whose gateways, pods and servers count
     * @param machine
     *            this program's system properties
     */
    public static Map<String, String> of(Optional<String> kubernetes, Inventory inventory, Collection<Route> routes,
            Properties machine) {
        Set<PodName> behind = routes.stream().flatMap(route -> route.destinations().stream()).flatMap(Versions::allPods)
                .map(PodTarget::name).collect(Collectors.toSet());
        List<KubernetesObject> pods = inventory.of("Pod");
        List<KubernetesObject> gateways = routes.stream().map(Route::gatewayPods).distinct()
                .flatMap(gateway -> gateway.in(inventory).stream()).distinct().toList();
        List<KubernetesObject> servers = pods.stream()
                .filter(pod -> behind.contains(new PodName(pod.namespace(), pod.name()))).toList();
        List<KubernetesObject> control = pods.stream().filter(pod -> "istiod".equals(pod.labels().get("app"))).toList();
        Set<String> serving = routes.stream().flatMap(route -> route.destinations().stream()).flatMap(Versions::allPods)
                .map(PodTarget::container).collect(Collectors.toSet());

        Map<String, String> versions = new LinkedHashMap<>();
        put(versions, KUBERNETES, kubernetes.stream());
        put(versions, ISTIO, images(control, _ -> true).map(Versions::tag));
        put(versions, REVISION, Stream.of(control, gateways, servers).flatMap(List::stream)
                .flatMap(pod -> Optional.ofNullable(pod.labels().get(REVISION_LABEL)).stream()));
        put(versions, GATEWAY, images(gateways, PROXY::equals));
        put(versions, SIDECAR, images(servers, PROXY::equals));
        put(versions, SERVER, images(servers, name -> !name.equals(PROXY) && serving.contains(name)));
        put(versions, JAVA, Stream.of(machine.getProperty("java.runtime.version", "")));
        put(versions, SYSTEM, Stream.of((machine.getProperty("os.name", "") + " "
                + machine.getProperty("os.version", "") + " " + machine.getProperty("os.arch", "")).strip()));
        return versions;
    }

    private static Stream<PodTarget> allPods(Destination destination) {
        return Stream.concat(destination.pods().stream(), destination.others().stream());
    }

    /** The images of the containers of these names, native sidecars among them. */
    private static Stream<String> images(List<KubernetesObject> pods, Predicate<String> names) {
        return pods.stream().flatMap(
                pod -> Stream.of("containers", "initContainers").flatMap(kind -> pod.items("spec", kind).stream()))
                .filter(container -> container.text("name").filter(names).isPresent())
                .flatMap(container -> container.text("image").stream());
    }

    /** The part of an image's name behind the colon of its tag; the whole name when it has none. */
    private static String tag(String image) {
        String named = image.split("@", 2)[0];
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        return colon < 0 ? image : named.substring(colon + 1);
    }

    private static void put(Map<String, String> versions, String key, Stream<String> found) {
        Set<String> all = found.filter(version -> !version.isBlank()).sorted()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!all.isEmpty()) {
            versions.put(key, String.join(", ", all));
        }
    }
}
