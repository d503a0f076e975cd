package dev.twinport.session;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.RawLine;
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

/**
 * One pod's log while a probe is on its way: reads on in it, and gives the lines to the probe's witness. One thread.
 */
final class FollowedPod {

    private static final int LINES_AT_A_TIME = 1_000;
    /** Lines from before the probe, which show how the log is written. */
    private static final int LINES_BEFORE = 50;

    private final PodTarget pod;
    private final PodLog log;
    private final LogWitness witness;
    private boolean begun;
    private long cursor;
    private boolean quiet = true;
    private long mentionedAt;

    FollowedPod(PodTarget pod, PodLog log, Token token, Optional<Dialect> dialect) {
        this.pod = pod;
        this.log = log;
        this.witness = new LogWitness(token, pod.name(), pod.container(), dialect);
    }

    LogWitness witness() {
        return witness;
    }

    PodName pod() {
        return pod.name();
    }

    /** The probe is about to be sent: what comes from now on is what counts. */
    void begin() {
        cursor = log.next();
        begun = true;
        List<LogLine> before = log.read(Math.max(0, cursor - LINES_BEFORE), LINES_BEFORE).lines();
        before.stream().filter(line -> line.sequence() < cursor).forEach(line -> witness.read(raw(line)));
        if (!isFollowed()) {
            // What it begins with, should it be opened yet, may have been logged after the probe.
            witness.lost();
        }
    }

    /** Takes the lines that have come; whether the token has been logged. */
    boolean readOn() {
        if (!begun) {
            return false;
        }
        PodLog.Excerpt excerpt = log.read(cursor, LINES_AT_A_TIME);
        while (!excerpt.lines().isEmpty()) {
            if (excerpt.missed() > 0) {
                witness.lost();
            }
            excerpt.lines().forEach(this::take);
            cursor = excerpt.next();
            excerpt = log.read(cursor, LINES_AT_A_TIME);
        }
        return witness.hasMentions();
    }

    /** Takes what has come, and what can be known without more. */
    void finish() {
        readOn();
        witness.finish();
        mentionedAt = mentionedAt == 0 && witness.hasMentions() ? System.nanoTime() : mentionedAt;
    }

    /** When the line came by which the token was logged; 0 before. */
    long mentionedAt() {
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
    Optional<Quiet> quiet() {
        return begun && quiet && isFollowed()
                ? Optional.of(new Quiet(pod.name(), pod.container(),
                        pod.containers().stream().filter(name -> !name.equals(pod.container())).toList()))
                : Optional.empty();
    }

    private void take(LogLine line) {
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
