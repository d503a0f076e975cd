package dev.twinport.desktop.lines;

import dev.twinport.desktop.fx.Clip;
import dev.twinport.message.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.richtext.StyledTextArea;
import org.fxmisc.richtext.TextExt;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.TextOps;
import org.fxmisc.richtext.util.UndoUtils;

/**
 * Shows the lines of a {@link LineBuffer}: mark, time and source stand in a column of their own and asides at the
 * right, so that what is selected and copied is the text. It stays where it was scrolled to, and follows when it was at
 * the end. Only for the window's thread.
 */
public final class LineView extends StackPane {

    private static final Line NOTHING = new Line("", "empty", Instant.EPOCH, "", "", Optional.empty());
    private static final String SENT = "sent";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final LineBuffer buffer;
    private final Asides asides;
    private final Wording wording;
    private final ZoneId zone;
    private final TextOps<String, Collection<String>> segments = SegmentOps.styledTextOps();
    private final GenericStyledArea<Line, String, Collection<String>> area;
    private boolean timestamps;
    private boolean following = true;
    private boolean touched;
    private long shownFirst;
    private long shownNext;
    private int shownEdition = -1;
    /** How often the last line had changed when it was shown. */
    private long shownChanges;

    /**
     * A view that shows nothing until {@link #refresh}.
     *
     * @param asides
     *            what is told beside the lines of kind {@code sent}
     * @param wording
     *            the language sentences are said in
     * @param zone
     *            the zone times are written in
     */
    public LineView(LineBuffer buffer, Asides asides, Wording wording, ZoneId zone) {
        this.buffer = buffer;
        this.asides = asides;
        this.wording = wording;
        this.zone = zone;
        this.area = new GenericStyledArea<>(NOTHING, (flow, line) -> {
            flow.getStyleClass().setAll("paragraph-text", "line", line.kind());
        }, List.of(), segments, segment -> {
            TextExt text = new TextExt(segment.getSegment());
            text.getStyleClass().add("text");
            text.getStyleClass().addAll(segment.getStyle());
            return text;
        });
        area.setEditable(false);
        area.setWrapText(true);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.setParagraphGraphicFactory(this::margin);
        area.getStyleClass().add("lines");
        getStyleClass().add("line-view");
        // Whatever the user does here may be scrolling.
        for (EventType<? extends Event> touch : List.of(ScrollEvent.SCROLL, MouseEvent.MOUSE_PRESSED,
                MouseEvent.MOUSE_DRAGGED, KeyEvent.KEY_PRESSED)) {
            addEventFilter(touch, _ -> touched = true);
        }
        area.heightProperty().subscribe(this::keepEnd);
        getChildren().add(new VirtualizedScrollPane<>(area));
    }

    /** The text control, for focus, names and menus. */
    public Node area() {
        return area;
    }

    public void showTimestamps(boolean shown) {
        if (timestamps != shown) {
            timestamps = shown;
            shownEdition = -1;
            refresh();
        }
    }

    /** Brings the view to where the buffer is. */
    public void refresh() {
        if (touched) {
            following = isAtEnd();
            touched = false;
        }
        if (shownEdition != buffer.edition() || shownNext < buffer.first()) {
            showAll();
        } else {
            trim();
            append();
        }
        if (following) {
            showEnd();
        }
    }

    /** Scrolls to the end, and follows it from now on. */
    public void showEnd() {
        following = true;
        touched = false;
        area.showParagraphAtBottom(area.getParagraphs().size() - 1);
    }

    /** The selected text, or without a selection every line, to the clipboard. */
    public void copy() {
        String text = area.getSelectedText().isEmpty() ? area.getText() : area.getSelectedText();
        Clip.put(text);
    }

    /** All that is shown, as text. */
    public String text() {
        return area.getText();
    }

    private void keepEnd() {
        if (following && !touched) {
            showEnd();
        }
    }

    private boolean isAtEnd() {
        if (area.getVisibleParagraphs().isEmpty()) {
            return true;
        }
        return area.lastVisibleParToAllParIndex() >= area.getParagraphs().size() - 1;
    }

    private void showAll() {
        List<Line> lines = buffer.from(buffer.first());
        shownFirst = buffer.first();
        area.getContent().replace(0, area.getLength(), document(lines, false));
        shownEdition = buffer.edition();
        remember();
    }

    private void trim() {
        int surplus = (int) (Math.min(buffer.first(), shownNext) - shownFirst);
        if (surplus > 0) {
            // Before the text, since margins are made anew while it is replaced.
            shownFirst += surplus;
            // Through the content, not deleteText: a selection further down stays.
            area.getContent().replace(0, area.getAbsolutePosition(surplus, 0), document(List.of(), false));
        }
    }

    private void append() {
        if (shownNext == shownFirst) {
            showAll();
            return;
        }
        boolean lastChanged = buffer.changesOf(shownNext - 1) != shownChanges;
        List<Line> lines = buffer.from(lastChanged ? shownNext - 1 : shownNext);
        if (lines.isEmpty()) {
            return;
        }
        int end = area.getLength();
        if (lastChanged) {
            int last = area.getParagraphs().size() - 1;
            area.getContent().replace(area.getAbsolutePosition(last, 0), end, document(lines, false));
        } else {
            area.getContent().replace(end, end, document(lines, true));
        }
        remember();
    }

    private void remember() {
        shownNext = buffer.next();
        shownChanges = buffer.changesOf(shownNext - 1);
    }

    /** The lines as a document; {@code onNewLine} when they go behind others. */
    private ReadOnlyStyledDocument<Line, String, Collection<String>> document(List<Line> lines, boolean onNewLine) {
        ReadOnlyStyledDocumentBuilder<Line, String, Collection<String>> builder = new ReadOnlyStyledDocumentBuilder<>(
                segments, NOTHING);
        if (onNewLine || lines.isEmpty()) {
            builder.addParagraph("", List.of(), NOTHING);
        }
        for (Line line : lines) {
            builder.addParagraph(textOf(line), List.of(line.kind()), line);
        }
        return builder.build();
    }

    private String textOf(Line line) {
        return line.sentence().map(wording::say).map(said -> said.replace('\n', ' ')).orElse(line.text());
    }

    private Node margin(int paragraph) {
        Line line = area.getParagraph(paragraph).getParagraphStyle();
        LineMargin margin = new LineMargin();
        margin.getStyleClass().addAll("margin", line.kind());
        margin.add(line.mark(), "mark");
        if (timestamps && !line.equals(NOTHING)) {
            margin.add(TIME.format(line.time().atZone(zone)), "time");
        }
        if (!line.source().isEmpty()) {
            margin.add(line.source(), "source");
        }
        if (line.kind().equals(SENT)) {
            margin.show(asides.of(shownFirst + paragraph), wording);
        }
        return margin;
    }
}
