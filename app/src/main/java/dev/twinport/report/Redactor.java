package dev.twinport.report;

import dev.twinport.cluster.ClusterName;
import dev.twinport.dialect.Recognised;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Destination;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.Link;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteId;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes a report apart and puts it together again with every text redacted. It does so twice: what was found the first
 * time, because something around it told what it is, is then known wherever it stands. Used once.
 */
final class Redactor {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final String NODE_PORT = "entry.nodePort";
    private static final int NODE_NAME = 2;
    private static final String ADDRESS = "address";

    private final Redaction redaction;
    private final Report report;
    private final Set<String> ownTokens = new HashSet<>();
    private final Marker markers = new Marker();
    private final Set<String> hosts = new LinkedHashSet<>();
    private List<String> known = List.of();

    Redactor(Redaction redaction, Report report) {
        this.redaction = redaction;
        this.report = report;
        proofs(report).map(proof -> proof.evidence().token().text()).forEach(ownTokens::add);
    }

    private static Stream<Proof> proofs(Report report) {
        return report.results().stream().flatMap(result -> Stream
                .of(result.kept().stream(), result.tally().latest().stream(), result.tally().latestFailure().stream())
                .flatMap(proofs -> proofs));
    }

    Report redacted() {
        if (redaction == Redaction.ADDRESSES) {
            report.results().stream().map(RouteResult::entry).forEach(this::learnHosts);
            proofs(report).map(Proof::entry).forEach(this::learnHosts);
        }
        whole();
        known = markers.knownAgain().toList();
        return whole();
    }

    /** Host names of load balancers and nodes have no form to be known by. */
    private void learnHosts(EntryResolution resolution) {
        Stream.concat(resolution.entry().stream(), resolution.alternatives().stream()).forEach(entry -> {
            hosts.add(entry.host());
            if (entry.reason().key().equals(NODE_PORT)) {
                hosts.add(entry.reason().arguments().get(NODE_NAME).toString());
            }
        });
    }

    private Report whole() {
        // In the order in which a report is read: markers are counted as they are met.
        String program = text(report.program());
        ClusterName cluster = new ClusterName(text(report.cluster().context()), text(report.cluster().namespace()),
                report.cluster().practice());
        Map<String, String> versions = new LinkedHashMap<>();
        report.versions().forEach((of, version) -> versions.put(of, text(version)));
        return new Report(program, cluster, versions, report.started(), report.took(), report.interrupted(),
                report.sampled(), list(report.results(), this::result), report.requests());
    }

    private RouteResult result(RouteResult result) {
        return new RouteResult(route(result.route()), resolution(result.entry()), tally(result.tally()),
                list(result.kept(), this::proof));
    }

    private Tally tally(Tally tally) {
        Map<PodName, Integer> byPod = new LinkedHashMap<>();
        tally.byPod().forEach((pod, count) -> byPod.merge(pod(pod), count, Integer::sum));
        return new Tally(tally.counts(), byPod, tally.latest().map(this::proof), tally.latestFailure().map(this::proof),
                tally.since());
    }

    private Proof proof(Proof proof) {
        return new Proof(route(proof.route()), resolution(proof.entry()), evidence(proof.evidence()),
                new Verdict(proof.verdict().outcome(), proof.verdict().pod().map(this::pod),
                        list(proof.verdict().reasons(), this::message)),
                proof.started(), new RedactedTranscript(this::spans, markers, this::message).of(proof.transcript()),
                proof.took());
    }

    private Route route(Route route) {
        RouteId id = route.id();
        return new Route(new RouteId(id.kind(), text(id.namespace()), text(id.gateway()), id.port()),
                object(route.gateway()), route.port(), text(route.protocol()), gatewayPods(route.gatewayPods()),
                route.routing().map(this::object), list(route.destinations(), this::destination),
                list(route.chain(), link -> new Link(link.stage(), link.object().map(this::object), text(link.text()),
                        link.problem().map(this::message))));
    }

    private GatewayPods gatewayPods(GatewayPods pods) {
        return switch (pods) {
            case GatewayPods.Labelled(Map<String, String> labels) -> new GatewayPods.Labelled(labels(labels));
            case GatewayPods.Behind(List<ObjectName> names) -> new GatewayPods.Behind(list(names, this::object));
        };
    }

    private Destination destination(Destination destination) {
        return new Destination(text(destination.host()), destination.port(), destination.subset().map(this::text),
                labels(destination.labels()), destination.weight(), list(destination.pods(), this::target),
                list(destination.others(), this::target));
    }

    private PodTarget target(PodTarget pod) {
        return new PodTarget(pod(pod.name()), text(pod.uid()), pod.ready(), text(pod.phase()),
                list(pod.containers(), this::text), text(pod.container()), message(pod.containerReason()));
    }

    private EntryResolution resolution(EntryResolution resolution) {
        return new EntryResolution(resolution.standing(), resolution.entry().map(this::entry),
                list(resolution.alternatives(), this::entry), resolution.problem().map(this::message));
    }

    private Entry entry(Entry entry) {
        return new Entry(text(entry.host()), entry.port(), entry.kind(), message(entry.reason()),
                entry.service().map(this::object));
    }

    private Evidence evidence(Evidence evidence) {
        Contact contact = switch (evidence.contact()) {
            case Contact.Open open -> open;
            case Contact.Failed(Message sentence) -> new Contact.Failed(message(sentence));
            case Contact.NotTried(Message reason) -> new Contact.NotTried(message(reason));
        };
        Doubts doubts = evidence.doubts();
        return new Evidence(evidence.token(), pods(evidence.expectedPods()), contact, evidence.banner().map(this::text),
                evidence.dialect().map(this::dialect), list(evidence.mentions(), this::mention),
                pods(evidence.watched()),
                list(evidence.unwatched(),
                        unwatched -> new Unwatched(pod(unwatched.pod()), message(unwatched.reason()))),
                new Doubts(list(doubts.strays(), this::mention), pods(doubts.lost()),
                        list(doubts.quiet(),
                                quiet -> new Doubts.Quiet(pod(quiet.pod()), text(quiet.container()),
                                        list(quiet.others(), this::text))),
                        doubts.otherEcho().map(this::text), doubts.unread().map(this::message)),
                list(evidence.knownProblems(), this::message), evidence.timings());
    }

    private Recognised dialect(Recognised dialect) {
        return new Recognised(text(dialect.name()), dialect.version().map(this::text), dialect.signs());
    }

    private Mention mention(Mention mention) {
        return new Mention(pod(mention.pod()), text(mention.container()), mention.time(), text(mention.text()));
    }

    private ObjectName object(ObjectName object) {
        return new ObjectName(text(object.kind()), text(object.namespace()), text(object.name()));
    }

    private PodName pod(PodName pod) {
        return new PodName(text(pod.namespace()), text(pod.name()));
    }

    private Set<PodName> pods(Set<PodName> pods) {
        return pods.stream().map(this::pod).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> redacted = new LinkedHashMap<>();
        labels.forEach((key, value) -> redacted.put(key,
                Secrets.isNameOfSecret(key) && !ownTokens.contains(value) ? markers.of(value, "password")
                        : text(value)));
        return redacted;
    }

    private static <T> List<T> list(List<T> values, Function<T, T> redacted) {
        return values.stream().map(redacted).toList();
    }

    /** The sentence with its arguments redacted; also those that only the sentence around them gives away. */
    private Message message(Message message) {
        Message alone = map(message, this::text);
        String said = ENGLISH.say(alone);
        List<String> secrets = spans(said).stream().map(span -> span.of(said)).toList();
        return secrets.isEmpty() ? alone : map(alone, argument -> {
            String redacted = argument;
            for (String secret : secrets) {
                // What is found may reach over into what follows the argument in the sentence.
                redacted = redacted.contains(secret) ? redacted.replace(secret, markers.of(secret, "password"))
                        : secret.contains(redacted) && !redacted.isEmpty() ? markers.of(redacted, "password")
                                : redacted;
            }
            return redacted;
        });
    }

    private Message map(Message message, Function<String, String> redacted) {
        return new Message(message.key(), message.arguments().stream().map(argument -> switch (argument) {
            case Message inner -> map(inner, redacted);
            case Number number -> number;
            default -> redacted.apply(argument.toString());
        }).toList());
    }

    private String text(String text) {
        List<Span> spans = spans(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder();
        int done = 0;
        for (Span span : spans) {
            redacted.append(text, done, span.from()).append(markers.of(span.of(text), span.kind()));
            done = span.to();
        }
        return redacted.append(text, done, text.length()).toString();
    }

    /** What is to be redacted in a text, in order and apart. */
    private List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>(redaction.find(text));
        known.forEach(secret -> occurrences(text, secret, spans));
        List<Span> named = new ArrayList<>();
        hosts.forEach(host -> occurrences(text, host, named));
        named.stream().filter(span -> !goesOn(text, span.from() - 1) && !goesOn(text, span.to())).forEach(spans::add);
        spans.removeIf(span -> ownTokens.contains(span.of(text)) || span.of(text).startsWith("[redacted-"));
        return Span.merged(spans);
    }

    private static void occurrences(String text, String searched, List<Span> into) {
        for (int at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + searched.length())) {
            into.add(new Span(at, at + searched.length(), ADDRESS));
        }
    }

    /** Whether a name that ends, or begins, beside this character is only a part of another. */
    private static boolean goesOn(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }
}
