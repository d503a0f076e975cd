package dev.twinport.practice.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContainerPortTest {

    private static final JsonNode CONTAINERS = new JsonMapper().readTree(
            """
                    [{"ports":[{"name":"tcp","containerPort":3333}]},{},{"ports":[{"containerPort":1},{"name":"metrics","containerPort":9090}]}]""");

    @Test
    void aNumberIsItselfWhateverTheContainersSay() {
        assertThat(number("80")).hasValue(80);
        assertThat(number("\"8080\"")).hasValue(8080);
    }

    @Test
    void aNameIsLookedUpInAllContainers() {
        assertThat(number("\"tcp\"")).hasValue(3333);
        assertThat(number("\"metrics\"")).hasValue(9090);
    }

    @Test
    void aNameThatNoContainerHasIsNone() {
        assertThat(number("\"http\"")).isEmpty();
    }

    private static OptionalInt number(String json) {
        return ContainerPort.number(new JsonMapper().readTree(json), CONTAINERS.valueStream());
    }
}
