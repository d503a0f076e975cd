package dev.twinport.proof;

import dev.twinport.message.Message;
import dev.twinport.route.PodName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of a probe and is no evidence of it, but explains why there is none.
 *
 * @param strays
 *            log lines that hold the token's text, and that the dialect which was asked for does not log messages in
 * @param lost
 *            pods of whose log lines are missing since the probe was sent
 * @param quiet
 *            followed logs in which no line at all came since the probe was sent
 * @param otherEcho
 *            the received line that holds the token, where the dialect which was asked for does not echo so
 * @param unread
 *            why the expected pods may not be all: what could not be read of that which selects them
 */
public record Doubts(List<Mention> strays, Set<PodName> lost, List<Quiet> quiet, Optional<String> otherEcho,
        Optional<Message> unread) {

    /** None. */
    public static final Doubts NONE = new Doubts(List.of(), Set.of(), List.of(), Optional.empty(), Optional.empty());

    public Doubts {
        strays = List.copyOf(strays);
        lost = Set.copyOf(lost);
        quiet = List.copyOf(quiet);
    }

    /**
     * What there is to be said of the logs.
     *
     * @param dialect
     *            the name of the dialect that was asked for
     * @param expected
     *            the pods of which it tells something when their log is quiet
     */
    public List<Message> aboutLogs(String dialect, Set<PodName> expected) {
        List<Message> said = new ArrayList<>();
        strays.stream().map(Mention::pod).distinct()
                .forEach(pod -> said.add(Message.of("proof.stray", pod.name(), dialect)));
        lost.stream().sorted(Comparator.comparing(PodName::toString))
                .forEach(pod -> said.add(Message.of("proof.linesLost", pod.name())));
        quiet.stream().filter(log -> expected.contains(log.pod())).forEach(log -> said.add(log.sentence()));
        return said;
    }

    /** What there is to be said of the echo, if anything. */
    public Optional<Message> aboutEcho(String dialect) {
        return otherEcho.map(line -> Message.of("proof.otherEcho", dialect, line));
    }

    /**
     * A log in which nothing came.
     *
     * @param container
     *            whose log it is
     * @param others
     *            the pod's other containers
     */
    public record Quiet(PodName pod, String container, List<String> others) {

        public Quiet {
            others = List.copyOf(others);
        }

        private Message sentence() {
            return others.isEmpty() ? Message.of("proof.quiet", container, pod.name())
                    : Message.of("proof.quietContainer", container, pod.name(), String.join(", ", others));
        }
    }
}
