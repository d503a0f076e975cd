package dev.twinport.cluster;

import dev.twinport.message.Message;
import java.util.Optional;

/**
 * How the connection to the API server is.
 *
 * @param trouble
 *            what is wrong and what is being done about it; empty when all is well
 */
public record Connection(Optional<Message> trouble) {

    public static final Connection GOOD = new Connection(Optional.empty());

    public static Connection lost(Message trouble) {
        return new Connection(Optional.of(trouble));
    }
}
