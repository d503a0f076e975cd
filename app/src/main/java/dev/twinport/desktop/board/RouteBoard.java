package dev.twinport.desktop.board;

import dev.twinport.session.Tally;
import java.time.Instant;

/**
 * What keeping to verify a route has come to.
 *
 * @param tally
 *            all probes since it was switched on
 * @param began
 *            when the first of them was sent
 * @param running
 *            whether more are to come; if not, it tells of the past
 */
public record RouteBoard(Tally tally, Instant began, boolean running) {
}
