package dev.twinport.dialect;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The dialect a server was found to speak, or was said to.
 *
 * @param name
 *            the dialect's name
 * @param version
 *            what the server calls itself in its echo, where the dialect has that (istio-tcp-echo's prefix)
 * @param signs
 *            what it was known by; never empty
 */
public record Recognised(String name, Optional<String> version, Set<Sign> signs) {

    public Recognised {
        signs = Collections.unmodifiableSet(EnumSet.copyOf(signs));
    }

    /** What a dialect is known by. */
    public enum Sign {
        /** It was named by the person who asks. */
        FORCED,
        /** The server's greeting. */
        GREETING,
        /** The form in which the message came back. */
        ECHO,
        /** The form of what the pods log. */
        LOG
    }
}
