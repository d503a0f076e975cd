package dev.twinport.desktop.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twinport.desktop.Pulses;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProofViewModelTest {

    private final Pulses pulses = new Pulses();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Test
    void probeRunsInTheBackgroundAndOnlyOnceAtATime() {
        ProofViewModel model = new ProofViewModel(() -> {
            throw new IllegalStateException("not asked yet");
        }, waiting::add, pulses.pump());
        assertThat(model.stateProperty().get()).isInstanceOf(ProofState.NotAsked.class);
        model.verify();
        model.verify();
        assertThat(model.stateProperty().get()).isInstanceOf(ProofState.Probing.class);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void cancelInterruptsTheProbe() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        ProofViewModel model = new ProofViewModel(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            throw new IllegalStateException("never");
        }, work -> Thread.ofVirtual().name("probe").start(work), pulses.pump());
        model.verify();
        started.await();
        model.cancel();
        pulses.until(() -> model.stateProperty().get() instanceof ProofState.Cancelled);
        await().untilTrue(interrupted);
        assertThat(model.isProbing()).isFalse();
    }

    @Test
    void mistakeOfTheProgramDoesNotLeaveTheStripProbingForEver() {
        ProofViewModel model = new ProofViewModel(() -> {
            throw new IllegalStateException("a mistake, on purpose");
        }, Runnable::run, pulses.pump());
        model.verify();
        pulses.settle();
        assertThat(model.isProbing()).isFalse();
    }
}
