package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.route.Inventory;
import dev.twinport.route.KubernetesObject;
import dev.twinport.route.RouteGridTest;
import dev.twinport.route.RouteReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class VersionsTest {

    private static final Properties MACHINE = machine();

    @Test
    void everythingThatIsThereIsTold() throws IOException {
        Inventory inventory = inventory("1.30.3");

        assertThat(Versions.of(Optional.of("v1.34.4"), inventory, RouteReader.read(inventory), MACHINE))
                .containsExactly(Map.entry("kubernetes", "v1.34.4"), Map.entry("istio", "1.30.3"),
                        Map.entry("istioRevision", "canary"), Map.entry("gatewayProxy", "registry:5000/proxyv2:1.30.3"),
                        Map.entry("sidecar", "istio/proxyv2:1.29.0"), Map.entry("server", "tcp-echo:1, tcp-echo:2"),
                        Map.entry("java", "25.0.1+8"), Map.entry("system", "Linux 6.1 amd64"));
    }

    @Test
    void anImageNamedByItsDigestAloneIsToldAsItIs() throws IOException {
        Inventory inventory = inventory("");

        assertThat(Versions.of(Optional.empty(), inventory, RouteReader.read(inventory), MACHINE))
                .containsEntry("istio", "registry:5000/pilot@sha256:0a1b").doesNotContainKey("kubernetes");
    }

    @Test
    void whatCouldNotBeReadIsLeftOut() throws IOException {
        Inventory inventory = RouteGridTest.inventory("pods-unreadable");

        assertThat(Versions.of(Optional.empty(), inventory, RouteReader.read(inventory), MACHINE))
                .containsOnlyKeys("java", "system");
    }

    /** The tutorial's pods with images, and istiod. */
    private static Inventory inventory(String istio) throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        int[] server = { 0 };
        for (KubernetesObject object : RouteGridTest.inventory("healthy-tutorial").objects()) {
            if (!object.kind().equals("Pod")) {
                objects.add(object);
                continue;
            }
            boolean gateway = "ingressgateway".equals(object.labels().get("istio"));
            objects.add(gateway
                    ? with(object, List.of(Map.of("name", "istio-proxy", "image", "registry:5000/proxyv2:1.30.3")),
                            List.of())
                    : with(object,
                            List.of(Map.of("name", "tcp-echo-container", "image", "tcp-echo:" + ++server[0]),
                                    Map.of("name", "other", "image", "unrelated:7")),
                            List.of(Map.of("name", "istio-proxy", "image", "istio/proxyv2:1.29.0", "restartPolicy",
                                    "Always"))));
        }
        String image = istio.isEmpty() ? "registry:5000/pilot@sha256:0a1b" : "registry:5000/pilot:" + istio;
        objects.add(new KubernetesObject(Map.of("apiVersion", "v1", "kind", "Pod", "metadata",
                Map.of("namespace", "istio-system", "name", "istiod-1", "labels",
                        Map.of("app", "istiod", "istio.io/rev", "canary")),
                "spec", Map.of("containers", List.of(Map.of("name", "discovery", "image", image))))));
        return new Inventory(objects, Map.of());
    }

    private static KubernetesObject with(KubernetesObject pod, List<Map<String, String>> containers,
            List<Map<String, String>> init) {
        Map<String, Object> content = new LinkedHashMap<>(pod.content());
        content.put("spec", Map.of("containers", containers, "initContainers", init));
        return new KubernetesObject(content);
    }

    private static Properties machine() {
        Properties machine = new Properties();
        machine.setProperty("java.runtime.version", "25.0.1+8");
        machine.setProperty("os.name", "Linux");
        machine.setProperty("os.version", "6.1");
        machine.setProperty("os.arch", "amd64");
        return machine;
    }
}
