package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.objects.LabelSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The manifests, as resources and as files. Tests run in the module's folder, where the files are. */
class ManifestsTest {

    private final Manifests manifests = Manifests.read();

    @Test
    void theResourcesAreTheFilesOfTheModulesFolder() throws Exception {
        for (Manifest manifest : manifests.all()) {
            assertThat(manifest.text()).isEqualTo(Files.readString(Path.of(manifest.name())));
        }
    }

    @Test
    void theyComeInTheTutorialsOrderWithItsObjectNames() {
        assertThat(manifests.all()).extracting(Manifest::name).containsExactly("deployment.yml", "service.yml",
                "gateway.yaml", "destination-rule-all.yaml", "virtualservice.yaml");
        assertThat(objects()).extracting(object -> object.kind() + " " + object.name()).containsExactly(
                "Deployment tcp-echo-v1", "Deployment tcp-echo-v2", "Service tcp-echo", "Gateway tcp-echo-gateway",
                "Gateway tcp-echo-gateway-v2", "DestinationRule tcp-echo", "VirtualService tcp-echo");
    }

    @Test
    void eachDeploymentSelectsItsOwnPodsAndNoOthers() {
        List<KubernetesObject> deployments = objects("Deployment");
        for (KubernetesObject deployment : deployments) {
            LabelSelector selector = LabelSelector.of(deployment.spec().path("selector"));
            assertThat(deployments).filteredOn(
                    other -> selector.matches(KubernetesObject.strings(other.spec().at("/template/metadata/labels"))))
                    .containsExactly(deployment);
        }
    }

    @Test
    void theServiceSelectsBothAndItsPortIsNamedSoThatIstioNeedNotGuess() {
        KubernetesObject service = objects("Service").getFirst();
        LabelSelector selector = LabelSelector.ofMap(service.spec().path("selector"));
        assertThat(objects("Deployment")).allMatch(deployment -> selector
                .matches(KubernetesObject.strings(deployment.spec().at("/template/metadata/labels"))));
        assertThat(service.spec().at("/ports/0/name").asString("")).startsWith("tcp-");
        assertThat(service.spec().at("/ports/0/port").asInt(0)).isEqualTo(3333);
    }

    @Test
    void thePodsKeepToTheRestrictedSecurityProfile() {
        for (KubernetesObject deployment : objects("Deployment")) {
            JsonNode pod = deployment.spec().at("/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asString("")).isEqualTo("RuntimeDefault");
            assertThat(pod.at("/containers/0/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(pod.at("/containers/0/securityContext/capabilities/drop/0").asString("")).isEqualTo("ALL");
        }
    }

    private List<KubernetesObject> objects() {
        return manifests.all().stream().flatMap(manifest -> Objects.parse(manifest.text()).stream())
                .map(KubernetesObject::new).toList();
    }

    private List<KubernetesObject> objects(String kind) {
        return objects().stream().filter(object -> object.kind().equals(kind)).toList();
    }
}
