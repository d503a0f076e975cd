package dev.twinport.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class ServerIdentityTest {

    @Test
    void bannerIsTheTutorialsWhenAllFiveVariablesAreSet() {
        Map<String, String> environment = Map.of("NODE_NAME", "cn-beijing.i-2zeij4aznsu1dvd4mj5c", "POD_NAME",
                "tcp-echo-v1-7c775f57c9-frprp", "POD_NAMESPACE", "default", "POD_IP", "172.16.2.90", "SERVICE_ACCOUNT",
                "default");

        assertThat(ServerIdentity.fromEnvironment(environment).banner()).isEqualTo("""
                Welcome, you are connected to node cn-beijing.i-2zeij4aznsu1dvd4mj5c.
                Running on Pod tcp-echo-v1-7c775f57c9-frprp.
                In namespace default.
                With IP address 172.16.2.90.
                Service default.
                """);
    }

    @Test
    void bannerIsEmptyWhenNoVariableIsSet() {
        assertThat(ServerIdentity.fromEnvironment(Map.of("PATH", "/bin")).banner()).isEmpty();
    }

    @Test
    void bannerLeavesOutWhatIsNotSetOrEmpty() {
        Map<String, String> environment = Map.of("NODE_NAME", "", "POD_NAME", "p1", "SERVICE_ACCOUNT", "robot");

        assertThat(ServerIdentity.fromEnvironment(environment).banner())
                .isEqualTo("Running on Pod p1.\nService robot.\n");
    }
}
