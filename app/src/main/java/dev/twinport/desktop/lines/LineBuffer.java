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
    private final long characterLimit;
    private long characters;
    private long first;
    private long next;
    private int edition;
    private long changes;

    /**
     * An empty buffer.
     *
     * @param limit
     *            most lines kept
     * @param characterLimit
     *            most characters kept, except that the last line is always kept
     */
    public LineBuffer(int limit, long characterLimit) {
        this.characterLimit = characterLimit;
        this.limit = limit;
        this.ring = new Line[limit];
    }

    public void append(Line line) {
        if (next - first == limit) {
            dropFirst();
        }
        ring[(int) (next % limit)] = line;
        next++;
        changes = 0;
        characters += line.text().length();
        dropSurplus();
    }

    /** Changes the last line; appends when there is none, because it was cleared away. */
    public void replaceLast(Line line) {
        if (next > first) {
            characters += line.text().length() - get(next - 1).text().length();
            ring[(int) ((next - 1) % limit)] = line;
            changes++;
            dropSurplus();
        } else {
            append(line);
        }
    }

    /** Forgets all lines; the numbers go on. */
    public void clear() {
        first = next;
        characters = 0;
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

    private void dropSurplus() {
        while (characters > characterLimit && next - first > 1) {
            dropFirst();
        }
    }

    private void dropFirst() {
        characters -= get(first).text().length();
        first++;
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
