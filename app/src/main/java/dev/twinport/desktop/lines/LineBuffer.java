package dev.twinport.desktop.lines;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest lines, numbered 0, 1, 2 ... from the first ever. Only the last line may change. A view remembers what it
 * has shown and takes the difference. For one thread.
 */
public final class LineBuffer {

    private final int limit;
    private final Line[] ring;
    private long first;
    private long next;
    private int edition;
    private long changes;

    /**
     * An empty buffer.
     *
     * @param limit
     *            most lines kept
     */
    public LineBuffer(int limit) {
        this.limit = limit;
        this.ring = new Line[limit];
    }

    public void append(Line line) {
        ring[(int) (next % limit)] = line;
        next++;
        changes = 0;
        first = Math.max(first, next - limit);
    }

    /** Changes the last line; appends when there is none, because it was cleared away. */
    public void replaceLast(Line line) {
        if (next > first) {
            ring[(int) ((next - 1) % limit)] = line;
            changes++;
        } else {
            append(line);
        }
    }

    /** Forgets all lines; the numbers go on. */
    public void clear() {
        first = next;
        edition++;
    }

    /** The number of the oldest line kept; as many were pushed out or cleared away. */
    public long first() {
        return first;
    }

    /** The number the next line will have. */
    public long next() {
        return next;
    }

    /** Another number after each {@link #clear}: what a view shows of an earlier edition is void. */
    public int edition() {
        return edition;
    }

    /** The line of that number, from {@link #first} to before {@link #next}. */
    public Line get(long number) {
        if (number < first || number >= next) {
            throw new IndexOutOfBoundsException(number + " is not in " + first + " to " + next);
        }
        return ring[(int) (number % limit)];
    }

    /**
     * How often that line was replaced: to notice that the last line shown is not what it was. A line that is not the
     * last any more can have changed before the next one came, so for it the answer is unlike any other.
     */
    public long changesOf(long number) {
        return number == next - 1 ? changes : -1;
    }

    /** The lines kept from that number on. */
    public List<Line> from(long number) {
        List<Line> lines = new ArrayList<>();
        for (long i = Math.max(number, first); i < next; i++) {
            lines.add(get(i));
        }
        return lines;
    }
}
