package dev.twinport.practice.api.http;

import java.io.IOException;

/** Answers requests; called on a virtual thread of its own for each. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Answers one request.
     *
     * @throws IOException
     *             when the client is gone
     * @throws InterruptedException
     *             when the client is gone while a stream waits for something to send
     */
    void handle(Exchange exchange) throws IOException, InterruptedException;
}
