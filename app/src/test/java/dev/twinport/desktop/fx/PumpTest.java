package dev.twinport.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PumpTest {

    private final AtomicInteger wakes = new AtomicInteger();
    private final Pump pump = new Pump(wakes::incrementAndGet);

    @Test
    void flagRaisedOftenDrainsOnceAtTheNextPulse() {
        AtomicInteger drained = new AtomicInteger();
        Pump.Drain drain = pump.drain(drained::incrementAndGet);
        drain.raise();
        drain.raise();
        drain.raise();
        assertThat(wakes).hasValue(1);
        assertThat(drained).hasValue(0);
        assertThat(pump.pulse()).isTrue();
        assertThat(drained).hasValue(1);
    }

    @Test
    void sleepsWhenNothingIsRaisedAndWakesAgain() {
        Pump.Drain drain = pump.drain(() -> {
        });
        drain.raise();
        assertThat(pump.pulse()).isTrue();
        assertThat(pump.pulse()).isFalse();
        drain.raise();
        assertThat(wakes).hasValue(2);
    }

    @Test
    void flagRaisedByItsOwnDrainIsForTheNextPulse() {
        AtomicInteger left = new AtomicInteger(3);
        Pump.Drain[] drain = new Pump.Drain[1];
        drain[0] = pump.drain(() -> {
            if (left.decrementAndGet() > 0) {
                drain[0].raise();
            }
        });
        drain[0].raise();
        assertThat(pump.pulse()).isTrue();
        assertThat(left).hasValue(2);
        assertThat(pump.pulse()).isTrue();
        assertThat(pump.pulse()).isTrue();
        assertThat(left).hasValue(0);
        assertThat(pump.pulse()).isFalse();
    }

    @Test
    void closedDrainRunsNoMore() {
        AtomicInteger drained = new AtomicInteger();
        Pump.Drain drain = pump.drain(drained::incrementAndGet);
        drain.raise();
        drain.close();
        pump.pulse();
        assertThat(drained).hasValue(0);
    }

    @Test
    @Timeout(30)
    void noNewsIsLostBetweenThreadsHoweverTheyMeet() throws Exception {
        int total = 200_000;
        AtomicInteger produced = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Semaphore awake = new Semaphore(0);
        Pump racing = new Pump(awake::release);
        Pump.Drain drain = racing.drain(() -> seen.set(produced.get()));
        Thread producer = Thread.ofPlatform().name("producer").start(() -> {
            for (int i = 0; i < total; i++) {
                produced.incrementAndGet();
                drain.raise();
            }
        });
        while (seen.get() < total) {
            awake.acquire();
            while (racing.pulse()) {
                Thread.onSpinWait();
            }
        }
        producer.join();
        assertThat(seen).hasValue(total);
    }
}
