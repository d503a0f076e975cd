package dev.twinport.practice.api.http;

import java.time.Duration;

/**
 * What a server lets its clients take of it.
 *
 * @param strangers
 *            how many connections there may be of clients that have not shown who they are; one more, and the oldest of
 *            those that have got least far is closed, so that it is never the newcomer who is locked out
 * @param known
 *            how many connections there may be of clients that have
 * @param introduction
 *            how long a stranger may take, from the first packet on, to show who they are
 * @param idle
 *            how long a known client's connection is kept between two requests; also how long the head of a request may
 *            take
 * @param body
 *            how long the body of a request may take
 * @param answer
 *            how long a client may take to read an answer that is sent whole
 * @param farewell
 *            how long what a client sends on is read and thrown away after the last answer, so that it sees that and no
 *            reset
 * @param bodyBytes
 *            the largest body of a request taken
 */
public record HttpLimits(int strangers, int known, Duration introduction, Duration idle, Duration body, Duration answer,
        Duration farewell, int bodyBytes) {

    /** The largest body and the time for a request as the real API server's; strangers have less patience coming. */
    public static final HttpLimits USUAL = new HttpLimits(256, 1_000, Duration.ofSeconds(10), Duration.ofSeconds(90),
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(2), 3 * 1024 * 1024);
}
