package dev.twinport.echo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes log entries to standard output, a newline after each, with the very bytes clients sent.
 * <p>
 * Each entry is one write, unbuffered: when an echo reaches a client, its entry has left this process.
 */
final class StandardOutputLog implements ServerLog {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final ReentrantLock writing = new ReentrantLock();

    @Override
    public void line(String text) {
        byte[] bytes = LogText.bytes(text);
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        writing.lock();
        try {
            out.write(line);
        } catch (IOException nobodyReads) {
            // Whoever read the log is gone. That is no reason to stop echoing, and there is nowhere to say it.
        } finally {
            writing.unlock();
        }
    }
}
