package dev.twinport.console;

import dev.twinport.entry.Entry;
import dev.twinport.flow.Flags;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * One TCP conversation on one route, as Netcat has it: what is typed is sent, what comes is kept. It may be connected
 * again after it has ended; the transcript goes on.
 * <p>
 * No method blocks; all may be called from any thread. Each conversation has one reader and one writer thread, which
 * end with it.
 */
public final class Console implements AutoCloseable {

    private final String name;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final NameService names;
    private final Transcript transcript;
    private final Flags flags = new Flags();
    private @Nullable Conversation conversation;
    private volatile ConsoleState state = new ConsoleState.Idle();

    /**
     * A console that is not connected yet.
     *
     * @param name
     *            for the names of its threads
     */
    public Console(String name, ConsoleSettings settings, Clock clock) {
        this(name, settings, clock, InetAddress::getAllByName);
    }

    Console(String name, ConsoleSettings settings, Clock clock, NameService names) {
        this.names = names;
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.transcript = new Transcript(settings.transcriptEntries(), settings.transcriptBytes(), clock);
    }

    /** Starts a conversation; one that is under way is ended first. */
    public synchronized void connect(Entry entry) {
        disconnect();
        Conversation started = new Conversation(name, entry, names, settings, transcript, clock);
        conversation = started;
        state = new ConsoleState.Connecting(entry);
        transcript.event(Message.of("console.event.connecting", entry.toString()));
        started.start(this::moved, flags::raise);
        flags.raise();
    }

    /**
     * Queues bytes for the peer. They stand in the transcript when their turn has come. When there is no open
     * conversation, or too much is waiting already, nothing is sent and the transcript says so.
     *
     * @return whether they were queued
     */
    public synchronized boolean send(byte[] bytes) {
        Conversation current = conversation;
        boolean queued = false;
        if (current == null || state instanceof ConsoleState.Ended) {
            transcript.event(Message.of("console.event.notSentNotConnected", bytes.length));
        } else {
            queued = current.offer(bytes);
            if (!queued) {
                transcript
                        .event(Message.of("console.event.notSentTooMuchWaiting", bytes.length, current.waitingBytes()));
            }
        }
        flags.raise();
        return queued;
    }

    /** Queues a line and its line feed, in UTF-8. */
    public boolean sendLine(String line) {
        return send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the conversation, if there is one. */
    public synchronized void disconnect() {
        Conversation current = conversation;
        if (current != null) {
            current.close();
            conversation = null;
        }
    }

    public ConsoleState state() {
        return state;
    }

    public Transcript transcript() {
        return transcript;
    }

    /**
     * What the peer sent first, up to a few kilobytes: its greeting, if any. Of the conversation under way, or of the
     * last one if the peer ended it.
     */
    public synchronized Bytes greeting() {
        Conversation current = conversation;
        return current == null ? Bytes.of() : current.greeting();
    }

    /** Gives every received chunk to the listener as well, on the reader's thread and before it can be dropped. */
    public synchronized Subscription listen(ReceivedListener listener) {
        Conversation current = conversation;
        return current == null ? () -> {
        } : current.listen(listener);
    }

    /** Calls {@code flag} when the state or the transcript has changed: on any thread, so it must only raise a flag. */
    public Subscription onChange(Runnable flag) {
        return flags.add(flag);
    }

    @Override
    public void close() {
        disconnect();
    }

    private void moved(Conversation source, ConsoleState next) {
        synchronized (this) {
            // A conversation that was replaced has nothing to say about the console's state any more.
            if (source == conversation) {
                state = next;
            }
        }
        flags.raise();
    }
}
