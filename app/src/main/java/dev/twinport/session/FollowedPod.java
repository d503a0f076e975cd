package dev.twinport.session;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.RawLine;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import dev.twinport.podlog.LogLine;
import dev.twinport.podlog.PodLog;
import dev.twinport.podlog.PodLogState;
import dev.twinport.proof.Doubts.Quiet;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.proof.LogWitness;
import dev.twinport.proof.Token;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import java.util.List;
import java.util.Optional;

/** One pod's log while a probe is on its way: gives each line to the probe's witness as it comes. Any thread. */
final class FollowedPod implements AutoCloseable {

    /** Lines from before the probe, which show how the log is written. */
    private static final int LINES_BEFORE = 50;

    private final PodTarget pod;
    private final PodLog log;
    private final LogWitness witness;
    private Subscription lines = () -> {
    };
    private boolean begun;
    private boolean listening;
    private long cursor;
    private boolean quiet = true;
    private long mentionedAt;

    FollowedPod(PodTarget pod, PodLog log, Token token, Optional<Dialect> dialect) {
        this.pod = pod;
        this.log = log;
        this.witness = new LogWitness(token, pod.name(), pod.container(), dialect);
    }

    /** What the log has shown. To be read when {@link #finish} has been called. */
    LogWitness witness() {
        return witness;
    }

    PodName pod() {
        return pod.name();
    }

    /** The probe is about to be sent: what comes from now on is what counts. */
    synchronized void begin() {
        begun = true;
        lines = log.listen(this::arrived);
        cursor = log.next();
        listening = true;
        List<LogLine> before = log.read(Math.max(0, cursor - LINES_BEFORE), LINES_BEFORE).lines();
        before.stream().filter(line -> line.sequence() < cursor).forEach(line -> witness.read(raw(line)));
        if (!isFollowed()) {
            // What it begins with, should it be opened yet, may have been logged after the probe.
            witness.lost();
        }
    }

    /** Whether the token has been logged. */
    synchronized boolean hasLogged() {
        return witness.hasMentions();
    }

    /** Takes what can be known without more lines, and takes no more. */
    synchronized void finish() {
        close();
        witness.finish();
        mentionedAt = mentionedAt == 0 && witness.hasMentions() ? System.nanoTime() : mentionedAt;
    }

    @Override
    public synchronized void close() {
        lines.close();
        listening = false;
    }

    /** When the line came by which the token was logged; 0 before. */
    synchronized long mentionedAt() {
        return mentionedAt;
    }

    /** Whether the log is either followed by now or known not to be. */
    boolean isDecided() {
        return log.state() != PodLogState.OPENING;
    }

    boolean isFollowed() {
        return log.state() == PodLogState.LIVE || log.state() == PodLogState.RESUMING;
    }

    /** Why the log is not followed. */
    Unwatched unwatched() {
        return new Unwatched(pod.name(),
                log.trouble().orElseGet(() -> Message.of("proof.logNotOpenInTime", pod.name().toString())));
    }

    /** That nothing came, if so. */
    synchronized Optional<Quiet> quiet() {
        return begun && quiet && isFollowed()
                ? Optional.of(new Quiet(pod.name(), pod.container(),
                        pod.containers().stream().filter(name -> !name.equals(pod.container())).toList()))
                : Optional.empty();
    }

    /** On the log's thread: a line that is not taken here can be pushed out of the log's buffer before it is read. */
    private synchronized void arrived(LogLine line) {
        if (!listening || line.sequence() < cursor) {
            return;
        }
        quiet = false;
        witness.read(raw(line));
        if (mentionedAt == 0 && witness.hasMentions()) {
            mentionedAt = line.taken();
        }
    }

    private static RawLine raw(LogLine line) {
        return new RawLine(line.time(), line.taken(), line.logged(), line.goesOn());
    }
}
