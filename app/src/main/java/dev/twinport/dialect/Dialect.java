package dev.twinport.dialect;

import java.util.List;
import java.util.Optional;

/**
 * How a server greets, echoes and logs. Immutable; any thread may use one, and nothing in it waits or fails.
 * <p>
 * A dialect says what the server's words mean, never whether they are the right ones: that is the verdict's.
 */
public interface Dialect {

    /** Those that are known without being described, the one to be asked first first. */
    List<Dialect> BUILT_IN = List.of(new GoEcho(), new IstioTcpEcho());

    /** The one of {@link #BUILT_IN} with this name. */
    static Optional<Dialect> builtIn(String name) {
        return BUILT_IN.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
    }

    /** What it is called, and chosen by. */
    String name();

    /** What must follow a message for the server to take it as one. */
    LineEnding lineEnding();

    /**
     * The pod a greeting names.
     *
     * @param greeting
     *            what the server sent of its own accord, as far as it has come
     * @param whole
     *            whether nothing more of it will come
     */
    Optional<String> podOf(String greeting, boolean whole);

    /**
     * Reads a received line as the answer to a message.
     *
     * @param line
     *            without its line ending
     * @param message
     *            what was sent, without its line ending
     *
     * @return what the line says besides; empty when this dialect does not answer so
     */
    Optional<Echo> echo(String line, String message);

    /**
     * Whether {@link #echo} can only tell by the whole line, so that it has to be waited for; else the line up to the
     * message's end is enough.
     */
    boolean echoNeedsWholeLine();

    /** A reader for one container's log. */
    LogReader logReader();

    /**
     * An answer to a message.
     *
     * @param version
     *            what the server calls itself in it
     */
    record Echo(Optional<String> version) {

        /** An answer that holds nothing but the message. */
        public static final Echo BARE = new Echo(Optional.empty());
    }
}
