package dev.twinport.proof;

import static dev.twinport.proof.Outcome.BROKEN;
import static dev.twinport.proof.Outcome.INCONCLUSIVE;
import static dev.twinport.proof.Outcome.MISROUTED;
import static dev.twinport.proof.Outcome.PROVEN;

import dev.twinport.dialect.Recognised;
import dev.twinport.dialect.Recognised.Sign;
import dev.twinport.message.Message;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.route.PodName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns evidence into a verdict. The rules, in the order they are asked:
 * <ol>
 * <li>a pod the route does not select logged the token, or greeted: MISROUTED; where what selects the pods could not
 * all be read, INCONCLUSIVE
 * <li>nothing could be tried: INCONCLUSIVE
 * <li>the connection failed, or the token did not come back: BROKEN
 * <li>the token came back, but not as the dialect that was asked for answers, or no followed log holds it, or more than
 * one does, or greeting and log name different pods: INCONCLUSIVE, with what was missing and what would supply it
 * <li>client, log and greeting (where there is one) agree on one pod the route selects: PROVEN
 * </ol>
 */
public final class Judge {

    private Judge() {
    }

    /** The verdict; the same for the same evidence, always. */
    public static Verdict judge(Evidence evidence) {
        Verdict verdict = seen(evidence);
        if (verdict.outcome() == PROVEN || evidence.knownProblems().isEmpty()) {
            return verdict;
        }
        // What the objects show stands behind what was seen: it may be the cause.
        List<Message> reasons = new ArrayList<>(verdict.reasons());
        evidence.knownProblems().stream().filter(problem -> !reasons.contains(problem)).forEach(reasons::add);
        return new Verdict(verdict.outcome(), verdict.pod(),
                verdict.outcome() == INCONCLUSIVE ? withRemedies(reasons) : reasons);
    }

    private static Verdict seen(Evidence evidence) {
        Optional<Verdict> astray = ledAstray(evidence);
        if (astray.isPresent()) {
            return astray.get();
        }
        return switch (evidence.contact()) {
            case Contact.NotTried(Message reason) ->
                    new Verdict(INCONCLUSIVE, Optional.empty(), withRemedies(List.of(reason)));
            case Contact.Failed(Message sentence) -> verdict(BROKEN, sentence);
            case Contact.Open() when evidence.echoed().isEmpty() -> withoutEcho(evidence);
            case Contact.Open() -> withEcho(evidence);
        };
    }

    private static Optional<Verdict> ledAstray(Evidence evidence) {
        String expected = names(evidence.expectedPods());
        Optional<Message> unread = evidence.doubts().unread();
        for (PodName pod : sorted(evidence.loggedBy())) {
            if (!evidence.expectedPods().contains(pod)) {
                return Optional.of(unread.map(why -> unsure("proof.loggedUnsure", Optional.of(pod), pod.name(), why))
                        .orElseGet(() -> verdict(MISROUTED, pod,
                                Message.of("proof.loggedElsewhere", pod.name(), expected))));
            }
        }
        // The greeting gives a bare name: it counts as astray only when no expected pod is called that.
        return evidence.banner().filter(name -> evidence.loggedBy().isEmpty())
                .filter(name -> evidence.expectedPods().stream().noneMatch(pod -> pod.name().equals(name)))
                .map(name -> unread.map(why -> unsure("proof.greetedUnsure", podNamed(evidence, name), name, why))
                        .orElseGet(() -> new Verdict(MISROUTED, podNamed(evidence, name),
                                List.of(Message.of("proof.greetedElsewhere", name, expected)))));
    }

    /** Another pod than those expected took it, but they may not be all that are to be expected. */
    private static Verdict unsure(String key, Optional<PodName> pod, String name, Message why) {
        return new Verdict(INCONCLUSIVE, pod, withRemedies(List.of(Message.of(key, name), why)));
    }

    private static Verdict withoutEcho(Evidence evidence) {
        List<PodName> loggedBy = sorted(evidence.loggedBy());
        Optional<Message> otherEcho = evidence.doubts().aboutEcho(dialect(evidence));
        if (otherEcho.isPresent()) {
            return new Verdict(INCONCLUSIVE, loggedBy.stream().findFirst(), List.of(otherEcho.get()));
        }
        return loggedBy.isEmpty() ? verdict(BROKEN, Message.of("proof.noEcho"))
                : verdict(BROKEN, loggedBy.getFirst(),
                        Message.of("proof.loggedWithoutEcho", loggedBy.getFirst().name()));
    }

    private static Verdict withEcho(Evidence evidence) {
        List<PodName> loggedBy = sorted(evidence.loggedBy());
        if (loggedBy.isEmpty()) {
            return new Verdict(INCONCLUSIVE, Optional.empty(), whyNoLog(evidence));
        }
        if (loggedBy.size() > 1) {
            return verdict(INCONCLUSIVE, Message.of("proof.loggedBySeveral", names(evidence.loggedBy())));
        }
        PodName pod = loggedBy.getFirst();
        Optional<String> otherGreeting = evidence.banner().filter(name -> !name.equals(pod.name()));
        return otherGreeting
                .map(name -> verdict(INCONCLUSIVE, pod, Message.of("proof.greetingDiffers", name, pod.name())))
                .orElseGet(() -> new Verdict(PROVEN, Optional.of(pod), agreement(evidence, pod)));
    }

    private static List<Message> agreement(Evidence evidence, PodName pod) {
        Message agree = Message.of(evidence.banner().isPresent() ? "proof.agree" : "proof.agreeWithoutGreeting",
                pod.name());
        boolean recorded = evidence.dialect().filter(dialect -> dialect.signs().contains(Sign.LOG)).isPresent();
        return recorded ? List.of(agree) : List.of(agree, Message.of("proof.bareToken"));
    }

    private static List<Message> whyNoLog(Evidence evidence) {
        List<Message> reasons = new ArrayList<>();
        if (evidence.watched().isEmpty() && evidence.unwatched().isEmpty()) {
            reasons.add(Message.of("proof.noPodToWatch"));
        } else if (evidence.unwatched().isEmpty()) {
            reasons.add(Message.of("proof.notLogged", names(evidence.watched())));
        } else {
            reasons.add(Message.of("proof.logsMissing"));
            evidence.unwatched().stream().map(Unwatched::reason).distinct().forEach(reasons::add);
        }
        reasons.addAll(evidence.doubts().aboutLogs(dialect(evidence), evidence.expectedPods()));
        return withRemedies(reasons);
    }

    /** The reasons, and behind them what would supply what they say is missing. */
    private static List<Message> withRemedies(List<Message> reasons) {
        return Stream.concat(reasons.stream(), reasons.stream().flatMap(reason -> Remedy.of(reason).stream()))
                .distinct().toList();
    }

    private static String dialect(Evidence evidence) {
        return evidence.dialect().map(Recognised::name).orElse("-");
    }

    private static Optional<PodName> podNamed(Evidence evidence, String name) {
        return evidence.watched().stream().filter(pod -> pod.name().equals(name)).findFirst();
    }

    private static Verdict verdict(Outcome outcome, Message... reasons) {
        return new Verdict(outcome, Optional.empty(), Arrays.asList(reasons));
    }

    private static Verdict verdict(Outcome outcome, PodName pod, Message reason) {
        return new Verdict(outcome, Optional.of(pod), List.of(reason));
    }

    private static List<PodName> sorted(Set<PodName> pods) {
        return pods.stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
    }

    private static String names(Set<PodName> pods) {
        return pods.isEmpty() ? "-" : sorted(pods).stream().map(PodName::name).collect(Collectors.joining(", "));
    }
}
