package dev.twinport.report;

import dev.twinport.entry.Entry;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Link;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The route's chain as an SVG picture: the address that was dialled, then a box per link, a row for each destination. A
 * link that does not hold has an edge of dashes, a cross and a word, and nothing leads on from it; a pod that took a
 * message it should not have stands in a row of its own, below.
 */
final class ChainPicture {

    private static final int WIDTH = 166;
    private static final int HEIGHT = 64;
    private static final int GAP = 20;
    private static final int ROW = HEIGHT + 26;
    private static final int MARGIN = 4;
    private static final int MOST_CHARACTERS = 18;

    private final RouteResult result;
    private final Wording wording;
    private final Markup html;
    private final List<Box> boxes = new ArrayList<>();

    ChainPicture(RouteResult result, Wording wording, Markup html) {
        this.result = result;
        this.wording = wording;
        this.html = html;
    }

    /** What a box says about itself. */
    private enum Look {
        HOLDS("holds"), BROKEN("breaks"), DOUBTFUL("doubtful"), REACHED("reached"), ASTRAY("astray");

        private final String style;

        Look(String style) {
            this.style = style;
        }
    }

    /**
     * @param title
     *            which link
     * @param name
     *            the object
     * @param note
     *            what is said below the name
     */
    private record Box(int column, int row, String title, String name, String note, Look look) {

        int x() {
            return MARGIN + column * (WIDTH + GAP);
        }

        int y() {
            return MARGIN + row * ROW;
        }
    }

    void draw(String describedBy) {
        arrange();
        int columns = boxes.stream().mapToInt(Box::column).max().orElse(0) + 1;
        int rows = boxes.stream().mapToInt(Box::row).max().orElse(0) + 1;
        int width = columns * (WIDTH + GAP) - GAP + 2 * MARGIN;
        int height = rows * ROW - (ROW - HEIGHT) + 2 * MARGIN;
        html.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "chain", "role", "img", "aria-labelledby",
                describedBy, "viewBox", "0 0 " + width + " " + height, "width", Integer.toString(width), "height",
                Integer.toString(height)).line();
        for (int i = 1; i < boxes.size(); i++) {
            join(i);
        }
        boxes.forEach(this::box);
        html.close().line();
    }

    /** Where nothing can be dialled, or nothing but the connection itself is known to be wrong. */
    private static boolean breaksAtEntry(RouteResult result) {
        boolean failed = RouteSummary.deciding(result)
                .filter(proof -> proof.evidence().contact() instanceof Contact.Failed).isPresent();
        return result.entry().entry().isEmpty() || (failed && result.route().brokenLink().isEmpty());
    }

    /** What the picture shows, in words. */
    static String inWords(RouteResult result, Wording wording) {
        List<String> parts = new ArrayList<>();
        String broken = " (" + wording.say("report.brokenHere") + ")";
        parts.add(result.entry().entry().map(Entry::toString).orElse("—") + (breaksAtEntry(result) ? broken : ""));
        for (Link link : result.route().chain()) {
            parts.add(stage(link, wording) + " " + link.text() + (link.problem().isPresent() ? broken : ""));
        }
        String astray = RouteSummary.deciding(result).map(Proof::verdict)
                .filter(verdict -> verdict.outcome() == Outcome.MISROUTED).flatMap(Verdict::pod)
                .map(pod -> "; " + wording.say("report.arrivedHere") + ": " + pod.name()).orElse("");
        return String.join(" → ", parts) + astray;
    }

    static String stage(Link link, Wording wording) {
        return wording.say("window.route.stage." + link.stage());
    }

    private void arrange() {
        String entry = result.entry().entry().map(Entry::toString).orElse("—");
        Look entered = breaksAtEntry(result) ? Look.BROKEN
                : result.entry().problem().isPresent() ? Look.DOUBTFUL : Look.HOLDS;
        boxes.add(new Box(0, 0, wording.say("report.entry"), entry, note(entered), entered));
        Optional<Verdict> verdict = RouteSummary.deciding(result).map(Proof::verdict);
        int column = 1;
        int row = 0;
        int branch = 1;
        boolean destination = false;
        for (Link link : result.route().chain()) {
            if (link.stage() == Link.Stage.DESTINATION) {
                row += destination ? 1 : 0;
                branch = destination ? branch : column;
                column = branch;
                destination = true;
            }
            boxes.add(box(link, column++, row, verdict));
        }
        int below = row + 1;
        int last = boxes.stream().mapToInt(Box::column).max().orElse(0);
        verdict.filter(found -> found.outcome() == Outcome.MISROUTED).flatMap(Verdict::pod)
                .ifPresent(pod -> boxes.add(new Box(last, below, wording.say("window.route.stage.PODS"), pod.name(),
                        wording.say("report.arrivedHere"), Look.ASTRAY)));
    }

    private Box box(Link link, int column, int row, Optional<Verdict> verdict) {
        Look look = link.problem().isPresent() ? Look.BROKEN : Look.HOLDS;
        String name = link.object().map(ObjectName::name).orElse(link.text());
        String note = link.text().equals(name) ? "" : link.text();
        if (look == Look.BROKEN) {
            note = note.isEmpty() ? note(look) : note + ": " + note(look);
        } else if (link.stage() == Link.Stage.PODS) {
            Optional<String> took = verdict.filter(found -> found.outcome() == Outcome.PROVEN).flatMap(Verdict::pod)
                    .map(PodName::name).filter(pod -> link.object().isEmpty() || pod.equals(name));
            if (took.isPresent()) {
                return new Box(column, row, stage(link, wording) + " " + link.text(), took.get(),
                        wording.say("report.arrivedHere"), Look.REACHED);
            }
        }
        return new Box(column, row, stage(link, wording), name, note, look);
    }

    private String note(Look look) {
        return switch (look) {
            case BROKEN -> wording.say("report.brokenHere");
            case DOUBTFUL -> wording.say("report.doubtful");
            case HOLDS, REACHED, ASTRAY -> "";
        };
    }

    /** The line that leads to a box, from the one before it in its row, or from where its row branches off. */
    private void join(int index) {
        Box to = boxes.get(index);
        if (to.look() == Look.ASTRAY) {
            Box from = boxes.get(Math.min(1, index - 1));
            int y = to.y() + HEIGHT / 2;
            path("astray", "M " + (from.x() + WIDTH / 2) + " " + (from.y() + HEIGHT) + " V " + y + " H " + (to.x() - 7),
                    to.x(), y);
            return;
        }
        Box before = boxes.get(index - 1);
        int y = to.y() + HEIGHT / 2;
        if (before.row() == to.row()) {
            String style = before.look() == Look.BROKEN ? "cut" : "joins";
            path(style, "M " + (before.x() + WIDTH) + " " + y + " H " + (to.x() - 7), to.x(), y);
            return;
        }
        Box from = boxes.stream().filter(box -> box.row() == 0 && box.column() == to.column() - 1).findFirst()
                .orElse(before);
        int x = from.x() + WIDTH + GAP / 2 - 3;
        path("joins", "M " + x + " " + (from.y() + HEIGHT / 2) + " V " + y + " H " + (to.x() - 7), to.x(), y);
    }

    private void path(String style, String along, int x, int y) {
        html.empty("path", "class", style, "d", along).empty("path", "class", style + " tip", "d",
                "M " + (x - 8) + " " + (y - 5) + " L " + (x - 1) + " " + y + " L " + (x - 8) + " " + (y + 5) + " Z")
                .line();
    }

    private void box(Box box) {
        html.open("g", "class", box.look().style, "transform", "translate(" + box.x() + " " + box.y() + ")");
        html.element("title", box.title() + " " + box.name());
        html.empty("rect", "width", Integer.toString(WIDTH), "height", Integer.toString(HEIGHT), "rx", "8");
        html.element("text", box.title(), "class", "stage", "x", "10", "y", "18");
        html.element("text", shortened(box.name()), "class", "name", "x", "10", "y", "37");
        html.element("text", shortened(box.note()), "class", "note", "x", "10", "y", "54");
        switch (box.look()) {
            case BROKEN -> sign("M -5 -5 L 5 5 M 5 -5 L -5 5");
            case ASTRAY, DOUBTFUL -> sign("M 0 -6 V 1 M 0 4.5 V 6");
            case REACHED -> sign("M -5 0 L -1.5 4.5 L 5.5 -4");
            case HOLDS -> {
                // Nothing to be pointed out.
            }
        }
        html.close().line();
    }

    private void sign(String strokes) {
        html.open("g", "class", "sign", "transform", "translate(" + (WIDTH - 16) + " 15)").empty("circle", "r", "10")
                .empty("path", "d", strokes).close();
    }

    /** Cut in the middle: names differ at their ends. Wide characters count twice. */
    private static String shortened(String text) {
        int[] characters = text.codePoints().toArray();
        int width = text.codePoints().map(character -> character > 0x2e7f ? 2 : 1).sum();
        if (width <= MOST_CHARACTERS) {
            return text;
        }
        int kept = Math.min(characters.length, MOST_CHARACTERS - 1);
        int head = kept / 2;
        return new String(characters, 0, head) + "…"
                + new String(characters, characters.length - (kept - head), kept - head);
    }
}
