package dev.twinport.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.practice.istio.IstioRelease;
import dev.twinport.practice.objects.KubernetesObject;
import dev.twinport.practice.store.ResourceKinds;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IstioReleaseTest {

    private static final Pattern NAMED = Pattern
            .compile("(?:istio/(?:proxyv2|pilot):|\"operator.istio.io/version\":\")([\\d.]+)");

    @Test
    void everyObjectAndEverySidecarNamesTheSame() {
        try (QuietCluster cluster = new QuietCluster()) {
            cluster.apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p}
                    spec: {containers: [{name: c, image: "echo-server:1"}]}
                    """);
            cluster.apply("""
                    apiVersion: gateway.networking.k8s.io/v1
                    kind: Gateway
                    metadata: {name: g}
                    spec: {gatewayClassName: istio, listeners: [{name: tcp, port: 31400, protocol: TCP}]}
                    """);

            Set<String> versions = new TreeSet<>();
            cluster.store.kinds().all().forEach(kind -> cluster.store.list(kind, "").objects().forEach(object -> {
                Matcher found = NAMED.matcher(object.toString());
                while (found.find()) {
                    versions.add(found.group(1));
                }
            }));
            assertThat(versions).containsExactly(IstioRelease.VERSION);
            assertThat(cluster.all(ResourceKinds.POD).stream().map(KubernetesObject::spec).map(Object::toString))
                    .hasSizeGreaterThan(0).allMatch(spec -> spec.contains(IstioRelease.PROXY_IMAGE));
        }
    }
}
