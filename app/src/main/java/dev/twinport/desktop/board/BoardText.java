package dev.twinport.desktop.board;

import dev.twinport.desktop.fx.Chip;
import dev.twinport.desktop.fx.Look;
import dev.twinport.desktop.proof.OutcomeSign;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.session.Proof;
import dev.twinport.session.Tally;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;

/** How a route's board reads. On the JavaFX thread. */
public final class BoardText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private BoardText() {
    }

    /**
     * Writes a board into labels.
     *
     * @param counted
     *            for {@code 12/12 ✓}
     * @param told
     *            for how long it has been so, and the last failure
     */
    public static void show(RouteBoard board, Label counted, Label told, Look look) {
        Tally tally = board.tally();
        tally.latest().ifPresent(latest -> {
            Wording wording = look.wording();
            int proven = tally.count(Outcome.PROVEN);
            String numbers = wording.say("window.board.counted", proven, tally.total(),
                    OutcomeSign.of(latest.verdict().outcome()));
            Chip.show(counted, board.running() ? numbers : wording.say("window.board.stopped", numbers),
                    board.running() ? tone(latest) : "calm");
            counted.setAccessibleText(
                    wording.say("window.board.countedAccessible", proven, tally.total(), word(latest, wording)));
            told.setText(String.join("\n", sentences(tally, latest, look)));
        });
    }

    private static List<String> sentences(Tally tally, Proof latest, Look look) {
        Wording wording = look.wording();
        List<String> sentences = new ArrayList<>();
        tally.since().ifPresent(since -> sentences
                .add(wording.say("window.board.since", word(latest, wording), moment(since, latest.started(), look))));
        tally.latestFailure()
                .ifPresent(failure -> sentences
                        .add(wording.say("window.board.failure", moment(failure.started(), latest.started(), look),
                                word(failure, wording), wording.say(failure.verdict().reasons().getFirst()))));
        return sentences;
    }

    /** The time, and the day when it is another than that of the last probe. */
    private static String moment(Instant moment, Instant last, Look look) {
        LocalDateTime there = LocalDateTime.ofInstant(moment, look.zone());
        boolean sameDay = there.toLocalDate().equals(LocalDateTime.ofInstant(last, look.zone()).toLocalDate());
        return (sameDay ? TIME : MOMENT).format(there);
    }

    private static String word(Proof proof, Wording wording) {
        return wording.say("proof.outcome." + proof.verdict().outcome());
    }

    private static String tone(Proof proof) {
        return switch (proof.verdict().outcome()) {
            case PROVEN -> "good";
            case MISROUTED, BROKEN -> "bad";
            case INCONCLUSIVE -> "calm";
        };
    }
}
