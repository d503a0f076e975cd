package dev.twinport.proof;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.Dialect.Echo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Hears what a server sends on one connection: its greeting, and the token as it comes back, however the stream is cut
 * into reads. It keeps a bounded beginning of the stream and of one line. Any thread.
 */
public final class EchoWitness {

    private static final int KEPT = 4 * 1024;

    private final Token token;
    private final Optional<Dialect> forced;
    private final byte[] beginning = new byte[KEPT];
    private final byte[] line = new byte[KEPT];
    private TokenFinder finder;
    private long received;
    private int inLine;
    private long lineStart;
    private long tokenStart;
    private boolean come;
    private Optional<String> otherEcho = Optional.empty();

    /**
     * @param forced
     *            the dialect the answer must be of; empty: the token alone is the answer
     */
    public EchoWitness(Token token, Optional<Dialect> forced) {
        this.token = token;
        this.forced = forced;
        this.finder = new TokenFinder(token);
    }

    /** Takes the stream's next bytes; whether the token has come back by now. */
    public synchronized boolean feed(byte[] buffer, int from, int to) {
        for (int i = from; i < to && !come; i++) {
            take(buffer[i]);
        }
        return come;
    }

    /** Nothing more is waited for: a line that has not ended is one all the same. Whether the token came back. */
    public synchronized boolean finish() {
        if (finder.isFound() && !come) {
            judge();
        }
        return come;
    }

    /** Whether the token has come back. */
    public synchronized boolean hasCome() {
        return come;
    }

    /** The received line that holds the token and is no answer of the dialect that was asked for. */
    public synchronized Optional<String> otherEcho() {
        return come ? Optional.empty() : otherEcho;
    }

    /** What the line says in which the token came back, read as an answer of this dialect. */
    public synchronized Optional<Echo> echo(Dialect dialect) {
        return come ? dialect.echo(text(), token.text()) : Optional.empty();
    }

    /** Whether the server sent something before the line in which the token came back, or at all if none did. */
    public synchronized boolean hasGreeted() {
        return come ? lineStart > 0 : received > 0;
    }

    /**
     * The pod the greeting names, as the first of these dialects has it.
     *
     * @param over
     *            whether nothing more will come
     */
    public synchronized Optional<Named> pod(List<Dialect> dialects, boolean over) {
        int end = (int) Math.min(KEPT, come ? tokenStart : received);
        String greeting = new String(beginning, 0, end, StandardCharsets.UTF_8);
        boolean whole = (come || over) && end < KEPT;
        return dialects.stream()
                .flatMap(dialect -> dialect.podOf(greeting, whole).map(pod -> new Named(dialect, pod)).stream())
                .findFirst();
    }

    /** A pod's name, and the dialect whose greeting told it. */
    public record Named(Dialect dialect, String pod) {
    }

    private void take(byte next) {
        if (received < KEPT) {
            beginning[(int) received] = next;
        }
        received++;
        if (next == '\n') {
            endLine();
            return;
        }
        if (inLine < KEPT) {
            line[inLine++] = next;
        }
        if (!finder.isFound() && finder.feed(next)) {
            tokenStart = received - token.text().length();
            if (forced.filter(Dialect::echoNeedsWholeLine).isEmpty()) {
                judge();
            }
        }
    }

    private void endLine() {
        if (finder.isFound()) {
            judge();
            if (come) {
                return;
            }
        }
        inLine = 0;
        lineStart = received;
        finder = new TokenFinder(token);
    }

    private void judge() {
        come = forced.isEmpty() || forced.get().echo(text(), token.text()).isPresent();
        if (!come) {
            otherEcho = Optional.of(text());
        }
    }

    /** The line as far as it has come, without a carriage return at its end. */
    private String text() {
        int end = inLine > 0 && line[inLine - 1] == '\r' ? inLine - 1 : inLine;
        return new String(Arrays.copyOf(line, end), StandardCharsets.UTF_8);
    }
}
