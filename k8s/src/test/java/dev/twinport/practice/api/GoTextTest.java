package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GoTextTest {

    @Test
    void printsAsTheServerDidOfThisPatch() {
        assertThat(GoText.of(new JsonMapper().readTree("""
                {"foo": [1, "x", true, 1.5], "metadata": {"labels": {"b": "c", "a": "d"}}, "data": {"q": null}}""")))
                .isEqualTo("map[data:map[q:<nil>] foo:[1 x true 1.5] metadata:map[labels:map[a:d b:c]]]");
    }
}
