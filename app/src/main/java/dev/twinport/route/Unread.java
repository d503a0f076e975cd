package dev.twinport.route;

import dev.twinport.message.Message;
import java.util.Set;

/**
 * That a kind of object was not read everywhere: its absence then proves nothing.
 *
 * @param why
 *            no right, kind not served, outside the scope ...
 * @param readIn
 *            the namespaces it was read in all the same
 */
public record Unread(Message why, Set<String> readIn) {

    public Unread {
        readIn = Set.copyOf(readIn);
    }
}
