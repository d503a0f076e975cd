package dev.twinport.console;

import dev.twinport.entry.Entry;
import dev.twinport.flow.Subscription;
import dev.twinport.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One socket's life, from dialling to its end. Used once. */
final class Conversation implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;
    private static final int GREETING_LIMIT = 4 * 1024;

    private final String name;
    private final Entry entry;
    private final NameService names;
    private final ConsoleSettings settings;
    private final Transcript transcript;
    private final Clock clock;
    private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<ReceivedListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable IOException writeFailure;
    private final CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean opened;
    private volatile Bytes greeting = Bytes.of();
    private BiConsumer<Conversation, ConsoleState> states = (_, _) -> {
    };
    private Runnable flag = () -> {
    };

    Conversation(String name, Entry entry, NameService names, ConsoleSettings settings, Transcript transcript,
            Clock clock) {
        this.name = name;
        this.names = names;
        this.entry = entry;
        this.settings = settings;
        this.transcript = transcript;
        this.clock = clock;
    }

    /** Dials and reads on a thread of its own; tells {@code states} of each step and raises {@code flag} on news. */
    void start(BiConsumer<Conversation, ConsoleState> states, Runnable flag) {
        this.states = states;
        this.flag = flag;
        Thread.ofVirtual().name("console-" + name + "-reader").start(this::run);
    }

    boolean offer(byte[] bytes) {
        if (waitingBytes.get() + bytes.length > settings.waitingBytes()) {
            return false;
        }
        waitingBytes.addAndGet(bytes.length);
        waiting.add(bytes.clone());
        return true;
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    Bytes greeting() {
        return greeting;
    }

    Subscription listen(ReceivedListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends it from this side, and says so at once: what follows in the transcript stands below. */
    @Override
    public void close() {
        end(Symptom.DISCONNECTED, Optional.empty());
        addresses.cancel(false);
        sockets.forEach(Conversation::closeQuietly);
    }

    private void run() {
        long start = System.nanoTime();
        Socket connected;
        long resolved;
        try {
            InetAddress[] found = addresses();
            resolved = System.nanoTime();
            connected = dial(found);
        } catch (IOException e) {
            end(Failures.symptomOf(e), Optional.of(e));
            return;
        }
        Thread writer = Thread.ofVirtual().name("console-" + name + "-writer").unstarted(() -> write(connected));
        try (connected) {
            connected.setTcpNoDelay(true);
            Instant now = clock.instant();
            open(new ConsoleState.Open(entry, now, Duration.ofNanos(resolved - start),
                    Duration.ofNanos(System.nanoTime() - resolved)));
            writer.start();
            read(connected.getInputStream());
            end(Symptom.CLOSED, Optional.empty());
        } catch (IOException e) {
            // A writer that failed has closed the socket: what it met is the reason, not the close.
            IOException reason = Objects.requireNonNullElse(writeFailure, e);
            end(Failures.symptomOf(reason), Optional.of(reason));
        } finally {
            writer.interrupt();
        }
    }

    private void open(ConsoleState.Open state) {
        if (!ended.get()) {
            opened = true;
            transcript.event(Message.of("console.event.connected", entry.toString(),
                    state.resolve().plus(state.connect()).toMillis()));
            states.accept(this, state);
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int count = in.read(buffer);
        while (count >= 0 && !ended.get()) {
            transcript.received(buffer, 0, count);
            if (greeting.size() < GREETING_LIMIT) {
                greeting = greeting.with(buffer, Math.min(count, GREETING_LIMIT - greeting.size()));
            }
            received.addAndGet(count);
            for (ReceivedListener listener : listeners) {
                listener.received(buffer, 0, count);
            }
            flag.run();
            count = in.read(buffer);
        }
    }

    private void write(Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] bytes = waiting.take();
                for (int from = 0; from < bytes.length; from += CHUNK) {
                    int end = Math.min(bytes.length, from + CHUNK);
                    // Before it is written: an echo must never stand above what it answers.
                    transcript.sent(bytes, from, end);
                    flag.run();
                    out.write(bytes, from, end - from);
                    waitingBytes.addAndGet(from - (long) end);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the conversation is over
        } catch (IOException e) {
            // Half a conversation is of no use to a verifier: the reader is ended too, and tells.
            writeFailure = e;
            closeQuietly(to);
        }
    }

    /** Tries every address of the name in turn, as nc does; the last failure is the one told. */
    private Socket dial(InetAddress[] addresses) throws IOException {
        IOException last = new SocketTimeoutException();
        for (InetAddress address : addresses) {
            Socket attempt = new Socket();
            sockets.add(attempt);
            try {
                if (ended.get()) {
                    throw new IOException("closed");
                }
                attempt.connect(new InetSocketAddress(address, entry.port()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                return attempt;
            } catch (IOException e) {
                closeQuietly(attempt);
                sockets.remove(attempt);
                last = e;
            }
        }
        throw last;
    }

    /**
     * The addresses of the name. A name service that does not answer blocks its caller for as long as the operating
     * system likes, and no close ends that: it is asked on a thread of its own. That is no virtual thread, since a few
     * such calls would hold all the carriers of all virtual threads.
     */
    private InetAddress[] addresses() throws IOException {
        Thread.ofPlatform().daemon().name("console-" + name + "-resolver").start(() -> {
            try {
                addresses.complete(names.addresses(entry.host()));
            } catch (UnknownHostException e) {
                addresses.completeExceptionally(e);
            }
        });
        try {
            return addresses.get(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new NameService.Silent(entry.host());
        } catch (ExecutionException _) {
            throw new UnknownHostException(entry.host());
        } catch (CancellationException _) {
            throw new IOException("closed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("closed");
        }
    }

    private void end(Symptom symptom, Optional<IOException> failure) {
        if (ended.compareAndSet(false, true)) {
            Message sentence = Failures.sentence(symptom, entry, opened, received.get(), failure,
                    settings.connectTimeout());
            transcript.event(sentence);
            states.accept(this, new ConsoleState.Ended(entry, symptom, opened, received.get(), sentence));
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closing is the end either way.
        }
    }
}
