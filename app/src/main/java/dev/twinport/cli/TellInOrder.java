package dev.twinport.cli;

import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Verification;
import java.util.HashSet;
import java.util.Set;

/** Each route's one proof among the results, in the routes' order, as soon as all before it are known. */
final class TellInOrder implements Telling {

    private final Verification verification;
    private final Terminal terminal;
    private final Style style;
    private final Set<RouteId> told = new HashSet<>();

    TellInOrder(Verification verification, Terminal terminal, Style style) {
        this.verification = verification;
        this.terminal = terminal;
        this.style = style;
    }

    @Override
    public void proved(Proof proof, RouteResult result) {
        for (RouteResult one : verification.results()) {
            if (one.tally().latest().isEmpty()) {
                break;
            }
            tell(one);
        }
        terminal.out().flush();
    }

    /** What is known although one before it is not. */
    @Override
    public void close() {
        verification.results().forEach(this::tell);
        terminal.out().flush();
    }

    private void tell(RouteResult result) {
        result.tally().latest().filter(_ -> told.add(result.route().id()))
                .ifPresent(proof -> terminal.out().print(ProofText.of(proof, terminal.wording(), style)));
    }
}
