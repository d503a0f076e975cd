package dev.twinport.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The TCP server the tutorial deploys: greets each connection with its banner, echoes what it reads and logs it.
 * <p>
 * Log entries, after their stamp, are those of the tutorial's server ({@code github.com/cjimti/go-echo}):
 *
 * <pre>
 * Listening on TCP port 3333
 * UUID - TCP connection open.
 * UUID - Received Raw Data: [104 101 108 108 111 10]
 * UUID - Received Data (converted to string): hello
 * UUID - TCP connection closed.
 * </pre>
 *
 * Each connection has a random UUID and a virtual thread; one platform thread, a daemon, accepts. A read takes up to
 * 1,024 bytes, is logged, and then echoed in one write. The end of the client's stream ends the connection after
 * everything is echoed. All methods may be called by any thread.
 */
public final class EchoServer implements AutoCloseable {

    /** What Linux takes at most by default; the JDK's own default of 50 loses connections that come all at once. */
    private static final int BACKLOG = 4096;

    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final InetSocketAddress bind;
    private final String banner;
    private final StampedLog log;
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Acceptor> acceptor = Optional.empty();

    /**
     * Makes a server that does not listen yet.
     *
     * @param bind
     *            the address to listen on; port 0 takes a free one
     * @param identity
     *            what the banner says
     * @param log
     *            takes the log entries; called by the connections' threads
     * @param clock
     *            stamps the log entries, in its zone
     */
    public EchoServer(InetSocketAddress bind, ServerIdentity identity, ServerLog log, Clock clock) {
        this.bind = bind;
        this.banner = identity.banner();
        this.log = new StampedLog(log, clock);
    }

    /**
     * Listens. When this returns, connections are taken.
     *
     * @throws IOException
     *             if the address cannot be listened on; the server may be started again later
     * @throws IllegalStateException
     *             if the server was started before
     */
    public synchronized void start() throws IOException {
        if (acceptor.isPresent() || stopped.getCount() == 0) {
            throw new IllegalStateException("This server was started or closed before.");
        }
        Rehearsal.hold();
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(bind, BACKLOG);
            log.line("Listening on TCP port " + listener.getLocalPort());
        } catch (IOException | RuntimeException failure) {
            listener.close();
            throw failure;
        }
        Thread thread = Thread.ofPlatform().daemon().name("echo-" + listener.getLocalPort() + "-accept")
                .unstarted(() -> acceptUntilClosed(listener));
        acceptor = Optional.of(new Acceptor(listener, listener.getLocalPort(), thread));
        thread.start();
    }

    /**
     * Returns the port listened on, also after the server was closed.
     *
     * @return 1 to 65535
     *
     * @throws IllegalStateException
     *             if the server was never started
     */
    public int port() {
        return acceptor.orElseThrow(() -> new IllegalStateException("This server has not been started.")).port();
    }

    /**
     * Counts the connections that are open now.
     *
     * @return 0 or more; a connection counts until its socket is closed
     */
    public int openConnections() {
        return conversations.size();
    }

    /**
     * Stops listening, lets the open connections end by themselves for a while, then closes those that have not.
     *
     * @param atMost
     *            how long to wait for them; {@link #close} may take up to five seconds more
     */
    public void drain(Duration atMost) {
        stopListening();
        awaitEnd(atMost);
        close();
    }

    /**
     * Stops listening, closes every open connection and waits for their threads, at most five seconds: only a
     * {@link ServerLog} that blocks can make it that long. A second call does nothing.
     */
    @Override
    public void close() {
        stopListening();
        conversations.forEach(Conversation::close);
        awaitEnd(CLOSE_AT_MOST);
    }

    private void acceptUntilClosed(ServerSocket listener) {
        Duration pause = SHORTEST_PAUSE;
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
                pause = SHORTEST_PAUSE;
            } catch (IOException | OutOfMemoryError failure) {
                if (listener.isClosed()) {
                    return;
                }
                // Out of file descriptors or of memory: both come back when other connections end.
                log.line("Cannot accept a connection (" + failure.getMessage() + "). Next try in " + pause.toMillis()
                        + " ms.");
                if (stoppedWithin(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void begin(Socket socket) {
        Conversation conversation = new Conversation(socket, banner, log, conversations::remove);
        conversations.add(conversation);
        try {
            conversation.start();
        } catch (OutOfMemoryError failure) {
            conversation.close();
            conversations.remove(conversation);
            throw failure;
        }
    }

    /** When this returns, no connection is added any more. */
    private synchronized void stopListening() {
        stopped.countDown();
        acceptor.ifPresent(Acceptor::stop);
    }

    /** An interrupt ends the waiting, not the closing. */
    private void awaitEnd(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (Conversation conversation : conversations) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (!conversation.awaitEnd(left)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            // Nothing interrupts this thread but a JVM that ends.
            return true;
        }
    }

    private record Acceptor(ServerSocket listener, int port, Thread thread) {

        void stop() {
            try {
                listener.close();
            } catch (IOException alreadyBroken) {
                // It listens no more, whatever went wrong.
            }
            try {
                thread.join(CLOSE_AT_MOST);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
