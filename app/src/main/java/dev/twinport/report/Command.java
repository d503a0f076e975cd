package dev.twinport.report;

import dev.twinport.message.Message;

/**
 * A command that shows a part of a proof by hand.
 *
 * @param shows
 *            what it shows
 * @param text
 *            the command, to be pasted into the shell it was written for
 */
public record Command(Message shows, String text) {
}
