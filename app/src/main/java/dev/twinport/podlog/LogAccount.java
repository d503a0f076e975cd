package dev.twinport.podlog;

/**
 * What became of a log's lines, so that nothing is missing silently.
 *
 * @param taken
 *            lines taken
 * @param resumed
 *            times the stream was taken up again after it had ended
 * @param repeated
 *            lines a stream brought after a resumption though they were taken already, or lay before the first that was
 *            asked for: suppressed
 * @param dropped
 *            lines taken and since pushed out of the bounded buffer
 */
public record LogAccount(long taken, long resumed, long repeated, long dropped) {

    public static final LogAccount NOTHING = new LogAccount(0, 0, 0, 0);
}
