package dev.twinport.practice.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    @Test
    void leavesThreeFilesForEachConnectionAndSomeForTheRest() {
        assertThat(ConnectionLimit.of(1_024)).isEqualTo(274);
        assertThat(ConnectionLimit.of(20_000)).isEqualTo(6_600);
    }

    @Test
    void isNeverMoreThanItsMostNorLessThanAFew() {
        assertThat(ConnectionLimit.of(1_048_576)).isEqualTo(10_000);
        assertThat(ConnectionLimit.of(Long.MAX_VALUE)).isEqualTo(10_000);
        assertThat(ConnectionLimit.of(10)).isEqualTo(32);
    }

    @Test
    void letsNobodyInAboveTheMost() {
        assertThat(ConnectionLimit.admits(0)).isTrue();
        assertThat(ConnectionLimit.admits(ConnectionLimit.FEW)).isTrue();
        assertThat(ConnectionLimit.admits(ConnectionLimit.MOST)).isFalse();
    }
}
