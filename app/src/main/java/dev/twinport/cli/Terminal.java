package dev.twinport.cli;

import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import java.io.PrintWriter;

/**
 * Where a command speaks: results to one stream, progress and failures to the other.
 *
 * @param out
 *            results (stdout)
 * @param err
 *            progress and failures (stderr)
 * @param wording
 *            the language
 * @param screen
 *            what the streams lead to
 */
public record Terminal(PrintWriter out, PrintWriter err, Wording wording, Screen screen) {

    /** Says a sentence among the results. */
    public void say(Message message) {
        out.println(wording.say(message));
        out.flush();
    }

    /** Says what is being done. */
    public void progress(Message message) {
        err.println(wording.say(message));
        err.flush();
    }

    /** Says why something failed. */
    public void failure(Message message) {
        err.println("twinport: " + wording.say(message));
        err.flush();
    }
}
