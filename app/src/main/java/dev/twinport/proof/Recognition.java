package dev.twinport.proof;

import dev.twinport.dialect.Dialect;
import dev.twinport.dialect.Recognised;
import dev.twinport.dialect.Recognised.Sign;
import dev.twinport.proof.EchoWitness.Named;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which dialect it was, from what the connection and the logs show. The surest sign decides: what was asked for, the
 * greeting, the record of the message, the form of its echo, and last the form of whatever the logs hold.
 */
public final class Recognition {

    private static final int LONGEST_VERSION = 100;

    private Recognition() {
    }

    /**
     * The dialect; empty when nothing shows one.
     *
     * @param greeted
     *            the pod named by the greeting, if any
     */
    public static Optional<Recognised> of(Optional<Dialect> forced, Optional<Named> greeted, EchoWitness echo,
            Collection<LogWitness> logs) {
        Optional<Dialect> chosen = Stream
                .of(forced, greeted.map(Named::dialect),
                        logs.stream().flatMap(log -> log.dialectOfMention().stream()).findFirst(), byEcho(echo),
                        logs.stream().flatMap(log -> log.dialect().stream()).findFirst())
                .flatMap(Optional::stream).findFirst();
        return chosen.map(dialect -> recognised(dialect, forced, greeted, echo, logs));
    }

    private static Recognised recognised(Dialect dialect, Optional<Dialect> forced, Optional<Named> greeted,
            EchoWitness echo, Collection<LogWitness> logs) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        if (forced.isPresent()) {
            signs.add(Sign.FORCED);
        }
        if (greeted.filter(named -> named.dialect().equals(dialect)).isPresent()) {
            signs.add(Sign.GREETING);
        }
        Optional<Dialect.Echo> answer = echo.echo(dialect);
        if (answer.isPresent() && (forced.isPresent() || byEcho(echo).filter(dialect::equals).isPresent())) {
            signs.add(Sign.ECHO);
        }
        if (logs.stream().anyMatch(log -> log.dialect().filter(dialect::equals).isPresent()
                || log.dialectOfMention().filter(dialect::equals).isPresent())) {
            signs.add(Sign.LOG);
        }
        return new Recognised(dialect.name(),
                answer.flatMap(Dialect.Echo::version).filter(version -> version.length() <= LONGEST_VERSION), signs);
    }

    /** An answer with something before the message, and nothing before the answer, is a dialect's own. */
    private static Optional<Dialect> byEcho(EchoWitness echo) {
        return echo.hasGreeted() ? Optional.empty() : firstWithVersion(echo, Dialect.BUILT_IN);
    }

    private static Optional<Dialect> firstWithVersion(EchoWitness echo, List<Dialect> dialects) {
        return dialects.stream().filter(dialect -> echo.echo(dialect).flatMap(Dialect.Echo::version).isPresent())
                .findFirst();
    }
}
