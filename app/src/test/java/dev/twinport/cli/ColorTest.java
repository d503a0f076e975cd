package dev.twinport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorTest {

    @ParameterizedTest
    @CsvSource({ "auto, true, '', true", "auto, false, '', false", "auto, true, NO_COLOR=1, false",
            "auto, true, NO_COLOR=, true", "auto, true, TERM=dumb, false", "auto, true, CLICOLOR=0, false",
            "auto, false, CLICOLOR_FORCE=1, true", "auto, false, CLICOLOR_FORCE=0, false",
            "auto, false, CLICOLOR_FORCE=1 NO_COLOR=1, false", "always, false, NO_COLOR=1, true",
            "never, true, CLICOLOR_FORCE=1, false" })
    void optionThenNoColorThenForceThenTheStream(Color color, boolean terminal, String variables, boolean on) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ")) {
            if (!variable.isEmpty()) {
                String[] parts = variable.split("=", 2);
                environment.put(parts[0], parts[1]);
            }
        }
        Screen screen = new Screen(terminal, terminal, environment, () -> Screen.Size.USUAL);
        assertThat(color.isOn(screen)).isEqualTo(on);
    }
}
