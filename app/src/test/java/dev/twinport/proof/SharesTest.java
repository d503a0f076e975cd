package dev.twinport.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twinport.message.Message;
import dev.twinport.route.Destination;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void intervalIsWilsons() {
        // Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        assertThat(Shares.low(81, 263)).isCloseTo(0.2553, within(0.00005));
        assertThat(Shares.high(81, 263)).isCloseTo(0.3662, within(0.00005));
        assertThat(Shares.low(15, 148)).isCloseTo(0.0624, within(0.00005));
        assertThat(Shares.high(15, 148)).isCloseTo(0.1605, within(0.00005));
        assertThat(Shares.low(0, 20)).isZero();
        assertThat(Shares.high(0, 20)).isCloseTo(0.1611, within(0.00005));
        assertThat(Shares.low(1, 29)).isCloseTo(0.0061, within(0.00005));
        assertThat(Shares.high(1, 29)).isCloseTo(0.1718, within(0.00005));
    }

    @Test
    void sharesAreCountedByDestinationAndHeldAgainstTheWeights() {
        List<Destination> destinations = List.of(destination("v1", 80, "a", "b"), destination("v2", 20, "c"));
        Shares shares = Shares.of(destinations, Map.of(pod("a"), 100, pod("b"), 62, pod("c"), 38));
        assertThat(shares.connections()).isEqualTo(200);
        assertThat(shares.shares()).extracting(Shares.Share::name).containsExactly("v1", "v2");
        assertThat(shares.shares()).extracting(Shares.Share::count).containsExactly(162, 38);
        assertThat(shares.areConsistent()).isTrue();
        assertThat(Shares.of(destinations, Map.of(pod("a"), 100, pod("c"), 100)).areConsistent()).isFalse();
    }

    @Test
    void connectionsThatWentElsewhereAreConnections() {
        Shares shares = Shares.of(List.of(destination("v1", 100, "a")), Map.of(pod("a"), 150, pod("x"), 50));
        assertThat(shares.connections()).isEqualTo(200);
        assertThat(shares.areConsistent()).isFalse();
    }

    @Test
    void destinationsWithAPodInCommonAreOne() {
        Shares shares = Shares.of(
                List.of(destination("v1", 50, "a"), destination("v3", 20, "x"), destination("v2", 30, "a", "b")),
                Map.of(pod("a"), 60, pod("b"), 20, pod("x"), 20));
        assertThat(shares.shares()).extracting(Shares.Share::name).containsExactlyInAnyOrder("v1 + v2", "v3");
        assertThat(shares.areConsistent()).isTrue();
    }

    @Test
    void withoutConnectionsNothingContradictsTheWeights() {
        Shares shares = Shares.of(List.of(destination("v1", 80, "a"), destination("v2", 20, "b")), Map.of());
        assertThat(shares.connections()).isZero();
        assertThat(shares.areConsistent()).isTrue();
    }

    @Property
    void intervalHoldsTheObservedShareAndLiesBetweenNoneAndAll(@ForAll @IntRange(min = 1, max = 10_000) int of,
            @ForAll @IntRange(max = 10_000) int any) {
        int count = any % (of + 1);
        double share = (double) count / of;
        assertThat(Shares.low(count, of)).isBetween(0.0, share);
        assertThat(Shares.high(count, of)).isBetween(share, 1.0);
        // What is not the one is the other: the intervals mirror each other.
        assertThat(Shares.low(count, of)).isCloseTo(1 - Shares.high(of - count, of), within(1e-9));
    }

    @Property
    void moreConnectionsMakeItNarrower(@ForAll @IntRange(min = 1, max = 1_000) int of,
            @ForAll @IntRange(max = 1_000) int any) {
        int count = any % (of + 1);
        assertThat(Shares.high(count * 2, of * 2) - Shares.low(count * 2, of * 2))
                .isLessThan(Shares.high(count, of) - Shares.low(count, of));
    }

    @Property
    void exactlyTheWeightsAreAlwaysConsistent(@ForAll @IntRange(max = 100) int weight) {
        Shares shares = Shares.of(List.of(destination("v1", weight, "a"), destination("v2", 100 - weight, "b")),
                Map.of(pod("a"), weight * 10, pod("b"), (100 - weight) * 10));
        assertThat(shares.areConsistent()).isTrue();
    }

    private static PodName pod(String name) {
        return new PodName("default", name);
    }

    private static Destination destination(String subset, int weight, String... pods) {
        return new Destination("tcp-echo", 3333, Optional.of(subset), Map.of(), weight, Arrays.stream(pods).map(
                name -> new PodTarget(pod(name), name, true, "Running", List.of("c"), "c", Message.of("proof.noEntry")))
                .toList(), List.of());
    }
}
