package dev.twinport.desktop;

import static org.awaitility.Awaitility.await;

import dev.twinport.desktop.fx.Pump;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/** The window's pulses without a window: the test's thread is the window's thread. */
public final class Pulses {

    private final Semaphore wakes = new Semaphore(0);
    private final Pump pump = new Pump(wakes::release);

    public Pump pump() {
        return pump;
    }

    /** Pulses until nothing is raised. */
    public void settle() {
        while (pump.pulse()) {
            Thread.onSpinWait();
        }
    }

    /** Pulses until the condition holds. */
    public void until(Callable<Boolean> condition) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(20)).until(() -> {
            settle();
            return condition.call();
        });
    }
}
