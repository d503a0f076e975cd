package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenPortTest {

    @Test
    void portIs1025WhenNothingIsSaid() throws BadEnvironmentException {
        assertThat(ListenPort.fromEnvironment(Map.of()).number()).isEqualTo(1025);
        assertThat(ListenPort.fromEnvironment(Map.of("TCP_PORT", "")).number()).isEqualTo(1025);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 3333, 65535 })
    void portIsWhatTcpPortSays(int number) throws BadEnvironmentException {
        assertThat(ListenPort.fromEnvironment(Map.of("TCP_PORT", Integer.toString(number))).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1", "65536", "99999999999", "http", "33 33", " ", "3333/tcp" })
    void whatIsNoPortIsRefusedWithItsValue(String value) {
        assertThatThrownBy(() -> ListenPort.fromEnvironment(Map.of("TCP_PORT", value)))
                .hasMessage("TCP_PORT is '" + value + "', but must be a port number from 0 to 65535.");
    }

    @Test
    void variableThatKubernetesSetForAServiceNamedTcpIsExplained() {
        assertThatThrownBy(() -> ListenPort.fromEnvironment(Map.of("TCP_PORT", "tcp://10.96.0.7:3333")))
                .hasMessageContainingAll("'tcp://10.96.0.7:3333'", "Service named 'tcp'", "enableServiceLinks: false");
    }
}
