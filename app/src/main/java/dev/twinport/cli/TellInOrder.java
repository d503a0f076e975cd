package dev.twinport.cli;

import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Verification;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** Each route's one proof among the results, in the routes' order, as soon as all before it are known. */
final class TellInOrder implements Telling {

    private final Verification verification;
    private final PrintWriter to;
    private final TextReport text;
    private final Set<RouteId> told = new HashSet<>();

    TellInOrder(Verification verification, PrintWriter to, TextReport text) {
        this.verification = verification;
        this.to = to;
        this.text = text;
    }

    @Override
    public void proved(Proof proof, RouteResult result) {
        for (RouteResult one : verification.results()) {
            if (one.tally().latest().isEmpty()) {
                break;
            }
            tell(one);
        }
        to.flush();
    }

    /** What is known although one before it is not, and which are not known. */
    @Override
    public void close() {
        verification.results().forEach(this::tell);
        to.flush();
    }

    private void tell(RouteResult result) {
        if (told.add(result.route().id())) {
            to.print(text.of(result));
        }
    }
}
