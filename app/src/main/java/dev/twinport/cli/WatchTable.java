package dev.twinport.cli;

import dev.twinport.cli.Screen.Size;
import dev.twinport.message.Message;
import dev.twinport.proof.Outcome;
import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of {@code --watch}, as lines that fit a terminal. Pure. */
final class WatchTable {

    private static final int GAP = 2;
    private static final int FAILURE = 6;
    /** What is left out where the terminal is too narrow, in this order. */
    private static final List<Integer> DISPENSABLE = List.of(4, 5, FAILURE, 3, 2);

    private final ResultText text;

    WatchTable(ResultText text) {
        this.text = text;
    }

    /** A cell: what it says, and in which colour. */
    private record Cell(String text, Optional<Outcome> outcome) {
        Cell(String text) {
            this(text, Optional.empty());
        }

        int width() {
            return columns(text);
        }
    }

    /**
     * The lines, top to bottom; none is wider than the terminal, and together they are not higher.
     *
     * @param heading
     *            what stands above the table
     * @param gone
     *            which of the routes are not there any more
     */
    List<String> lines(String heading, List<RouteResult> results, Set<RouteId> gone, Size size) {
        int room = Math.max(1, size.rows() - 3);
        // What is wrong must be seen, also where not all fits: the order is the routes' own among equals.
        List<RouteResult> shown = results.size() <= room ? results
                : results.stream().sorted(Comparator.comparing(WatchTable::isWell)).limit(room - 1).toList();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(header());
        shown.forEach(result -> rows.add(row(result, gone.contains(result.route().id()))));
        List<Integer> columns = fitting(rows, size.columns());
        List<String> lines = new ArrayList<>();
        lines.add(text.style().strong(cut(heading, size.columns())));
        for (int row = 0; row < rows.size(); row++) {
            lines.add(line(rows.get(row), rows, columns, size.columns(), row == 0));
        }
        if (shown.size() < results.size()) {
            lines.add(text.style().faint(cut(
                    text.wording().say(Message.of("cli.watch.more", results.size() - shown.size())), size.columns())));
        }
        return lines;
    }

    private List<Cell> header() {
        return List.of(head("cli.watch.route"), head("cli.watch.verdict"), head("cli.watch.proven"),
                head("cli.watch.since"), head("cli.watch.echo"), head("cli.watch.pod"), head("cli.watch.failure"));
    }

    private Cell head(String key) {
        return new Cell(text.wording().say(key));
    }

    private List<Cell> row(RouteResult result, boolean gone) {
        Optional<Proof> latest = result.tally().latest();
        Optional<Outcome> outcome = latest.map(proof -> proof.verdict().outcome());
        String verdict = gone ? text.wording().say("cli.watch.gone")
                : latest.map(proof -> text.word(proof) + " " + Style.mark(proof.verdict().outcome()))
                        .orElseGet(() -> text.wording().say("cli.watch.probing"));
        String failure = result.tally().latestFailure()
                .map(proof -> text.time(proof.started()) + " " + text.word(proof) + ": " + text.reason(proof))
                .orElse("-");
        return List
                .of(new Cell(ProofText.route(result.route(), text.wording())),
                        new Cell(verdict, gone ? Optional.empty() : outcome),
                        new Cell(result.tally().count(Outcome.PROVEN) + "/" + result.tally().total()),
                        new Cell(result.tally().since().map(text::time).orElse("-")),
                        new Cell(latest.flatMap(proof -> proof.evidence().echoed())
                                .map(echo -> ProofText.millis(echo) + " ms").orElse("-")),
                        new Cell(text.pod(result).orElse("-")), new Cell(failure));
    }

    private static boolean isWell(RouteResult result) {
        return result.tally().latest().filter(proof -> proof.verdict().outcome() == Outcome.PROVEN).isPresent();
    }

    /** The columns there is room for. The last failure may be cut; route and verdict are there always. */
    private static List<Integer> fitting(List<List<Cell>> rows, int width) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            columns.add(column);
        }
        for (Integer dispensable : DISPENSABLE) {
            if (needed(rows, columns) <= width) {
                break;
            }
            columns.removeIf(dispensable::equals);
        }
        return columns;
    }

    private static int needed(List<List<Cell>> rows, List<Integer> columns) {
        return columns.stream()
                .mapToInt(column -> column == FAILURE ? rows.getFirst().get(FAILURE).width() : width(rows, column))
                .map(width -> width + GAP).sum() - GAP;
    }

    private static int width(List<List<Cell>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).width()).max().orElse(0);
    }

    private String line(List<Cell> row, List<List<Cell>> rows, List<Integer> columns, int width, boolean header) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (Integer column : columns) {
            if (used >= width) {
                break;
            }
            Cell cell = row.get(column);
            boolean last = column.equals(columns.getLast());
            String padding = last ? "" : " ".repeat(width(rows, column) - cell.width() + GAP);
            String shown = cut(cell.text() + padding, width - used);
            used += columns(shown);
            line.append(header ? text.style().faint(shown)
                    : cell.outcome().map(outcome -> text.style().of(outcome, shown)).orElse(shown));
        }
        return line.toString();
    }

    /** How many columns of a terminal a text takes: Chinese characters take two. */
    static int columns(String text) {
        return text.codePoints().map(WatchTable::columns).sum();
    }

    private static int columns(int character) {
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        boolean wide = script == Character.UnicodeScript.HAN || (character >= 0x3000 && character <= 0x303f)
                || (character >= 0xff01 && character <= 0xff60);
        return wide ? 2 : 1;
    }

    /** The text, or as much of it as fits and an ellipsis. */
    static String cut(String text, int width) {
        if (columns(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int character : text.codePoints().toArray()) {
            used += columns(character);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.append('…').toString();
    }
}
