package dev.twinport.echo;

/**
 * Where the server's log lines go: standard output in a container, a pod's log in the practice cluster.
 */
@FunctionalInterface
public interface ServerLog {

    /**
     * Takes one entry.
     * <p>
     * Called by many threads at once; entries of one connection come in their order. The connection's thread waits for
     * this call before it echoes, so whoever has read an echo can find its entry here; an implementation that blocks
     * for long holds that connection up.
     *
     * @param text
     *            the entry, beginning with its {@code yyyy/MM/dd HH:mm:ss } stamp and without a newline at its end.
     *            What a client sent is in it as it was, so it may hold newlines: one entry can be several lines, and
     *            lines after the first have no stamp. {@link LogText#bytes} gives the very bytes
     */
    void line(String text);
}
