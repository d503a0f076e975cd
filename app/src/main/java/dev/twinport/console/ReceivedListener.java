package dev.twinport.console;

/** Is given what comes from the peer. */
@FunctionalInterface
public interface ReceivedListener {

    /**
     * One read's bytes, on the reader's thread: return at once.
     *
     * @param buffer
     *            the reader's buffer; do not keep it
     * @param from
     *            first byte
     * @param to
     *            after the last byte
     */
    void received(byte[] buffer, int from, int to);
}
