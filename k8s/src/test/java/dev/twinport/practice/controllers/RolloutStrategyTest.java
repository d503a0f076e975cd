package dev.twinport.practice.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RolloutStrategyTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = { "{}; 1; 1; 0", "{}; 10; 3; 2",
            "{'rollingUpdate':{'maxSurge':0,'maxUnavailable':0}}; 4; 0; 1",
            "{'rollingUpdate':{'maxSurge':2,'maxUnavailable':'50%'}}; 3; 2; 1" })
    void surgeIsRoundedUpAndUnavailableDown(String strategy, int desired, int surge, int unavailable) {
        RolloutStrategy read = RolloutStrategy.of(new JsonMapper().readTree(strategy.replace('\'', '"')), desired);

        assertThat(read).isEqualTo(new RolloutStrategy(false, surge, unavailable));
    }
}
