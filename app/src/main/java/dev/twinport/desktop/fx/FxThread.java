package dev.twinport.desktop.fx;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** The one door to the window's thread: pulses a {@link Pump} once per frame as long as it has work. */
public final class FxThread {

    private final AnimationTimer timer;
    private final Pump pump;

    public FxThread() {
        this.pump = new Pump(() -> Platform.runLater(this::start));
        this.timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (!pump.pulse()) {
                    stop();
                }
            }
        };
    }

    public Pump pump() {
        return pump;
    }

    private void start() {
        timer.start();
    }
}
