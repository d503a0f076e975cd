package dev.twinport.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.proof.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant START = Instant.parse("2026-11-24T18:00:00Z");

    @Test
    void beforeTheFirstProbeThereIsNothing() {
        assertThat(Tally.EMPTY.total()).isZero();
        assertThat(Tally.EMPTY.count(Outcome.PROVEN)).isZero();
        assertThat(Tally.EMPTY.latest()).isEmpty();
        assertThat(Tally.EMPTY.since()).isEmpty();
    }

    @Test
    void outcomesAndPodsAreCounted() {
        Tally tally = tally(Outcome.PROVEN, Outcome.PROVEN, Outcome.MISROUTED, Outcome.PROVEN);
        assertThat(tally.counts()).isEqualTo(Map.of(Outcome.PROVEN, 3, Outcome.MISROUTED, 1));
        assertThat(tally.total()).isEqualTo(4);
        assertThat(tally.byPod()).isEqualTo(Map.of(Proofs.POD, 3, Proofs.OTHER_POD, 1));
    }

    @Test
    void podOfAMessageThatDidNotComeBackIsNotCounted() {
        Tally tally = tally(Outcome.BROKEN, Outcome.INCONCLUSIVE);
        assertThat(tally.byPod()).isEmpty();
        assertThat(tally.count(Outcome.BROKEN)).isOne();
    }

    @Test
    void theLastFailureStaysWhenAllIsWellAgain() {
        Tally tally = tally(Outcome.PROVEN, Outcome.BROKEN, Outcome.MISROUTED, Outcome.PROVEN, Outcome.PROVEN);
        assertThat(tally.latestFailure().orElseThrow().verdict().outcome()).isEqualTo(Outcome.MISROUTED);
        assertThat(tally.latestFailure().orElseThrow().started()).isEqualTo(START.plusSeconds(2));
        assertThat(tally.latest().orElseThrow().verdict().outcome()).isEqualTo(Outcome.PROVEN);
    }

    @Test
    void sinceIsTheFirstOfTheProbesInARowThatCameToTheSame() {
        assertThat(tally(Outcome.PROVEN).since()).contains(START);
        assertThat(tally(Outcome.PROVEN, Outcome.PROVEN, Outcome.PROVEN).since()).contains(START);
        assertThat(tally(Outcome.PROVEN, Outcome.BROKEN, Outcome.BROKEN).since()).contains(START.plusSeconds(1));
        assertThat(tally(Outcome.PROVEN, Outcome.BROKEN, Outcome.PROVEN).since()).contains(START.plusSeconds(2));
    }

    @Test
    void ofAllFailuresTheFirstAndTheLatestAreKeptAndTheLastProofAlways() {
        List<Proof> proofs = new ArrayList<>();
        Kept kept = Kept.NOTHING;
        for (int second = 0; second < 1_000; second++) {
            proofs.add(Proofs.proof(Outcome.BROKEN, START.plusSeconds(second)));
            kept = kept.with(proofs.getLast());
        }
        assertThat(kept.proofs()).startsWith(proofs.subList(0, Kept.FIRST).toArray(Proof[]::new))
                .endsWith(proofs.subList(1_000 - Kept.RECENT, 1_000).toArray(Proof[]::new))
                .hasSize(Kept.FIRST + Kept.RECENT);
        Proof well = Proofs.proof(Outcome.PROVEN, START.plusSeconds(1_000));
        assertThat(kept.with(well).proofs()).endsWith(well).hasSize(Kept.FIRST + Kept.RECENT + 1);
        Proof later = Proofs.proof(Outcome.PROVEN, START.plusSeconds(1_001));
        assertThat(kept.with(well).with(later).proofs()).endsWith(later).doesNotContain(well);
    }

    @Test
    void withoutFailuresOnlyTheLastProofIsKept() {
        Proof last = Proofs.proof(Outcome.PROVEN, START.plusSeconds(1));
        assertThat(Kept.NOTHING.with(Proofs.proof(Outcome.PROVEN, START)).with(last).proofs()).containsExactly(last);
        assertThat(Kept.NOTHING.proofs()).isEmpty();
    }

    private static Tally tally(Outcome... outcomes) {
        Tally tally = Tally.EMPTY;
        for (int second = 0; second < outcomes.length; second++) {
            tally = tally.with(Proofs.proof(outcomes[second], START.plusSeconds(second)));
        }
        return tally;
    }
}
