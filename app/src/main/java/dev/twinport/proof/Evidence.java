package dev.twinport.proof;

import dev.twinport.dialect.Recognised;
import dev.twinport.message.Message;
import dev.twinport.route.PodName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything observed for one probe, as values.
 *
 * @param token
 *            what was sent
 * @param expectedPods
 *            the pods the route's destinations select
 * @param contact
 *            how the connection went
 * @param banner
 *            the pod the greeting named, where there was such a greeting
 * @param dialect
 *            how the server greets, echoes and logs, where that is known
 * @param mentions
 *            the log lines in which the token stood, as they came
 * @param watched
 *            the pods whose log was followed when the probe was sent
 * @param unwatched
 *            for pods whose log could not be followed, why not
 * @param doubts
 *            what was seen and is no evidence
 * @param knownProblems
 *            what the cluster's objects alone show to be wrong with the route or its entry
 * @param timings
 *            how long each part took
 */
public record Evidence(Token token, Set<PodName> expectedPods, Contact contact, Optional<String> banner,
        Optional<Recognised> dialect, List<Mention> mentions, Set<PodName> watched, List<Unwatched> unwatched,
        Doubts doubts, List<Message> knownProblems, Timings timings) {

    public Evidence {
        expectedPods = Set.copyOf(expectedPods);
        mentions = List.copyOf(mentions);
        watched = Set.copyOf(watched);
        unwatched = List.copyOf(unwatched);
        knownProblems = List.copyOf(knownProblems);
    }

    /** After how long the token came back on the connection; empty when it did not. */
    public Optional<Duration> echoed() {
        return timings.echo();
    }

    /** The pods in whose log the token stood. */
    public Set<PodName> loggedBy() {
        return mentions.stream().map(Mention::pod).collect(Collectors.toUnmodifiableSet());
    }

    /** A pod whose log could not be followed. */
    public record Unwatched(PodName pod, Message reason) {
    }

    /** How the connection went, from the client's side. */
    public sealed interface Contact {

        /** Open when the probe was sent, and still open when the evidence was taken. */
        record Open() implements Contact {
        }

        /**
         * No connection, or one that ended before the echo.
         *
         * @param sentence
         *            what the client saw
         */
        record Failed(Message sentence) implements Contact {
        }

        /** There was nothing to dial, or nothing that could be tried. */
        record NotTried(Message reason) implements Contact {
        }
    }
}
