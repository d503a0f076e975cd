package dev.twinport.practice.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

    /** As the documentation of CustomResourceDefinition versions lists them. */
    private static final List<String> DOCUMENTED = List.of("v10", "v2", "v1", "v11beta2", "v10beta3", "v3beta1",
            "v12alpha1", "v11alpha2", "foo1", "foo10");

    @Test
    void sortsAsDocumented() {
        List<String> mixed = new ArrayList<>(DOCUMENTED);
        Collections.shuffle(mixed, new Random(mixed.hashCode()));

        assertThat(mixed.stream().sorted(VersionOrder.PREFERRED_FIRST)).containsExactlyElementsOf(DOCUMENTED);
    }
}
