package dev.twinport.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few lines at the end of a terminal that are drawn anew when something has changed, at most ten times a second, and
 * once a second anyway. Nothing else may be written meanwhile.
 */
final class LiveText {

    private static final long PAUSE_MILLIS = 100;
    private static final long LONGEST_MILLIS = 1_000;
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END_OF_SCREEN = "\u001b[J";

    private final PrintWriter terminal;
    private final Supplier<List<String>> lines;
    private final Semaphore news = new Semaphore(0);
    private final Thread drawer;
    private int drawn;
    private boolean closed;

    /**
     * Draws at once, and from now on.
     *
     * @param lines
     *            the lines as they are now, none wider than the terminal; asked for on a thread of its own
     */
    LiveText(PrintWriter terminal, Supplier<List<String>> lines) {
        this.terminal = terminal;
        this.lines = lines;
        draw();
        this.drawer = Thread.ofVirtual().name("live-text").start(this::keepDrawing);
    }

    /** Something has changed. May be called from any thread. */
    void changed() {
        news.release();
    }

    /**
     * Ends drawing. Does nothing when it has ended.
     *
     * @param keep
     *            whether to draw a last time; else what was drawn is taken away
     */
    void end(boolean keep) {
        drawer.interrupt();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            redraw(keep);
        }
    }

    private void keepDrawing() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                if (news.tryAcquire(LONGEST_MILLIS - PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                draw();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private synchronized void draw() {
        if (!closed) {
            redraw(true);
        }
    }

    private void redraw(boolean visible) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        text.append('\r');
        List<String> now = visible ? lines.get() : List.of();
        now.forEach(line -> text.append(line).append(TO_END_OF_LINE).append('\n'));
        text.append(TO_END_OF_SCREEN);
        drawn = now.size();
        terminal.print(text);
        terminal.flush();
    }
}
