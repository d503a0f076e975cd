package dev.twinport.console;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that were entered, to be called back one by one as a shell does. What was being typed is kept while one
 * looks back, and comes again after the newest line.
 */
public final class LineHistory {

    private final int limit;
    private final List<String> lines = new ArrayList<>();
    private int position;
    private String typed = "";

    /**
     * An empty history.
     *
     * @param limit
     *            most lines kept; the oldest go first
     */
    public LineHistory(int limit) {
        this.limit = limit;
    }

    /** A line was entered. The same line twice in a row is kept once; an empty line is not kept. */
    public void entered(String line) {
        if (!line.isEmpty() && (lines.isEmpty() || !lines.getLast().equals(line))) {
            lines.add(line);
            if (lines.size() > limit) {
                lines.removeFirst();
            }
        }
        position = lines.size();
        typed = "";
    }

    /**
     * The line before the one shown.
     *
     * @param shown
     *            what the field holds now
     *
     * @return what it should hold; the same when there is nothing older
     */
    public String older(String shown) {
        if (position == 0) {
            return shown;
        }
        if (position == lines.size()) {
            typed = shown;
        }
        return lines.get(--position);
    }

    /** The line after the one shown, or at the end what was being typed. */
    public String newer(String shown) {
        if (position == lines.size()) {
            return shown;
        }
        return ++position == lines.size() ? typed : lines.get(position);
    }
}
