package dev.twinport.practice.pods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerImageTest {

    @ParameterizedTest
    @CsvSource({ "twinport/echo-server:0.1.0, ECHO_SERVER", "echo-server, ECHO_SERVER",
            "registry.example:5000/team/tcptest:0.1, ECHO_SERVER", "localhost:5000/tcp-echo, ECHO_SERVER",
            "cjimti/go-echo@sha256:0123, ECHO_SERVER", "docker.io/istio/proxyv2:1.30.0, PROXY",
            "echo-server:latest, ECHO_SERVER", "echo-server:v2, ECHO_SERVER", "echo-server:nope, NONE",
            "registry.example:5000/tcptest:typo, NONE", "istio/tcp-echo-server:1.3, NONE", "nginx, NONE", "'', NONE" })
    void theRepositorysLastSegmentDecides(String image, ContainerImage.Program program) {
        assertThat(new ContainerImage(image).program()).isEqualTo(program);
    }
}
