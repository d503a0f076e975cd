package dev.twinport.cli;

import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/** Lines of a terminal that are drawn anew with every proof. */
final class TellLive implements Telling {

    private final LiveText live;
    private final boolean stays;

    /**
     * @param stays
     *            whether the lines drawn last are to stay
     */
    TellLive(PrintWriter terminal, Supplier<List<String>> lines, boolean stays) {
        this.live = new LiveText(terminal, lines);
        this.stays = stays;
    }

    @Override
    public void proved(Proof proof, RouteResult result) {
        live.changed();
    }

    @Override
    public void close() {
        live.end(stays);
    }
}
