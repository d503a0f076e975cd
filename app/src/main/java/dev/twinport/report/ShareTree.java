package dev.twinport.report;

import dev.twinport.proof.Shares;
import dev.twinport.session.RouteResult;
import java.util.Map;
import java.util.Optional;

/** The shares of a route's connections, where the run measured them: as other programs read them. */
final class ShareTree {

    private ShareTree() {
    }

    /** What a route's connections came to; empty when they were not measured, or the route leads nowhere. */
    static Optional<Shares> of(Report report, RouteResult result) {
        return Optional.of(result.shares()).filter(shares -> report.sampled() && !shares.shares().isEmpty());
    }

    /** The same for people: shares of one destination are nothing to compare. */
    static Optional<Shares> compared(Report report, RouteResult result) {
        return of(report, result).filter(shares -> shares.shares().size() > 1);
    }

    /** Whether they were measured and do not fit. */
    static boolean areUnfit(Report report, RouteResult result) {
        return of(report, result).filter(Shares::areUnfit).isPresent();
    }

    /** With no connection nothing is known of what fits: then that has no field. */
    static Tree tree(Shares shares) {
        return tree(shares, Integer.MAX_VALUE);
    }

    /** Of so many destinations at most. */
    static Tree tree(Shares shares, int most) {
        boolean known = shares.connections() > 0;
        return new Tree().add("connections", shares.connections())
                .add("consistent", Optional.of(shares.areConsistent()).filter(_ -> known), consistent -> consistent)
                .add("destinations", shares.shares().stream().limit(most).toList(),
                        share -> share(share, shares, known));
    }

    private static Map<String, Object> share(Shares.Share share, Shares shares, boolean known) {
        return new Tree().add("name", share.name()).add("weightPercent", share.weight()).add("count", share.count())
                .add("percent", Optional.of(percent(shares.part(share))).filter(_ -> known), percent -> percent)
                .add("lowPercent", percent(share.low())).add("highPercent", percent(share.high()))
                .add("consistent", Optional.of(share.isConsistent()).filter(_ -> known), consistent -> consistent)
                .fields();
    }

    /** Percent, to the hundredth. */
    private static double percent(double part) {
        return Math.round(part * 1e4) / 1e2;
    }
}
