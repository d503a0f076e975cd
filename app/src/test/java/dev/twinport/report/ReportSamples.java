package dev.twinport.report;

import dev.twinport.cluster.ClusterName;
import dev.twinport.cluster.Vantage;
import dev.twinport.console.Bytes;
import dev.twinport.console.TranscriptEntry;
import dev.twinport.dialect.Recognised;
import dev.twinport.entry.Entry;
import dev.twinport.entry.EntryResolution;
import dev.twinport.entry.EntryResolver;
import dev.twinport.message.Message;
import dev.twinport.proof.Doubts;
import dev.twinport.proof.Evidence;
import dev.twinport.proof.Evidence.Contact;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.proof.Judge;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Timings;
import dev.twinport.proof.Token;
import dev.twinport.route.Destination;
import dev.twinport.route.Inventory;
import dev.twinport.route.Link;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.route.RouteGridTest;
import dev.twinport.route.RouteReader;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports of what probes through the routes of the grid would come to; the same every time. */
final class ReportSamples {

    static final Instant STARTED = Instant.parse("2026-11-24T18:00:00.123456Z");

    private ReportSamples() {
    }

    /** How a probe goes. */
    enum Way {
        /** To a pod of the route, which logs it. */
        WELL,
        /** To the last pod of the route, which logs it. */
        WELL_TOO,
        /** To a pod the route does not select. */
        ASTRAY,
        /** Nobody listens. */
        REFUSED,
        /** The connection opens and nothing comes back. */
        SILENT,
        /** The echo comes back, and no log may be read. */
        UNSEEN,
        /** The echo does not come back as it should, and lines of the log are missing. */
        DOUBTFUL
    }

    /** Both routes of the tutorial proven. */
    static Report proven() throws IOException {
        return of("healthy-tutorial", Way.WELL);
    }

    /** A report of a case's routes, every probe going the same ways, one after the other. */
    static Report of(String name, Way... ways) throws IOException {
        return report(results(name, ways));
    }

    /** Every case of the grid in every way, in one report. */
    static Report everything() throws IOException {
        List<RouteResult> results = new ArrayList<>();
        for (String name : RouteGridTest.cases().toList()) {
            for (Way way : Way.values()) {
                results.addAll(results(name, way));
            }
        }
        results.addAll(results("healthy-tutorial", Way.values()));
        return report(results);
    }

    /** So many routes, as a big cluster has them: nearly all well. */
    static Report many(int routes) throws IOException {
        List<RouteResult> results = new ArrayList<>();
        List<RouteResult> well = results("healthy-tutorial", Way.WELL);
        while (results.size() < routes) {
            results.add(well.get(results.size() % well.size()));
        }
        results.set(routes / 2, results("subset-missing", Way.SILENT).getFirst());
        results.set(routes / 3, results("healthy-tutorial", Way.ASTRAY).getFirst());
        return report(results);
    }

    static Report report(List<RouteResult> results) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("kubernetes", "v1.34.4");
        versions.put("istio", "1.30.3");
        return new Report("0.1.0", new ClusterName("training", "default", false), versions, STARTED,
                Duration.ofMillis(1_234), false, false, results);
    }

    /** The same, as a run that measures shares would tell it. */
    static Report sampled(Report report) {
        return new Report(report.program(), report.cluster(), report.versions(), report.started(), report.took(),
                report.interrupted(), true, report.results(), report.requests());
    }

    /** So many connections to the first pod of the route with weights, and so many to its last; two are told whole. */
    static RouteResult weights(int first, int last) throws IOException {
        List<Way> ways = new ArrayList<>(Collections.nCopies(first, Way.WELL));
        ways.addAll(Collections.nCopies(last, Way.WELL_TOO));
        RouteResult whole = results("weights", ways.toArray(Way[]::new)).getFirst();
        return new RouteResult(whole.route(), whole.entry(), whole.tally(),
                whole.kept().subList(whole.kept().size() - 2, whole.kept().size()));
    }

    static List<RouteResult> results(String name, Way... ways) throws IOException {
        return results(RouteGridTest.inventory(name), ways);
    }

    static List<RouteResult> results(Inventory inventory, Way... ways) {
        List<RouteResult> results = new ArrayList<>();
        Random random = new Random(5);
        for (Route route : RouteReader.read(inventory)) {
            EntryResolution entry = EntryResolver.resolve(route, inventory, Vantage.OUTSIDE);
            List<Proof> proofs = new ArrayList<>();
            Tally tally = Tally.EMPTY;
            for (Way way : ways) {
                proofs.add(proof(route, entry, way, Token.random(random), STARTED.plusSeconds(proofs.size())));
                tally = tally.with(proofs.getLast());
            }
            results.add(new RouteResult(route, entry, tally, proofs));
        }
        return results;
    }

    private static Proof proof(Route route, EntryResolution entry, Way way, Token token, Instant started) {
        List<PodTarget> others = route.destinations().stream().map(Destination::others).flatMap(List::stream).toList();
        Optional<PodTarget> reached = switch (way) {
            case WELL, UNSEEN -> route.pods().stream().findFirst();
            case WELL_TOO -> route.pods().reversed().stream().findFirst();
            case ASTRAY -> others.stream().findFirst();
            case REFUSED, SILENT, DOUBTFUL -> Optional.empty();
        };
        List<Message> problems = Stream
                .concat(entry.problem().stream(), route.brokenLink().flatMap(Link::problem).stream()).toList();
        Set<PodName> expected = names(route.pods());
        Set<PodName> all = names(Stream.concat(route.pods().stream(), others.stream()).toList());
        boolean logsRead = way != Way.UNSEEN;
        List<Mention> mentions = logsRead ? reached.stream().map(pod -> new Mention(pod.name(), pod.container(),
                started.plusMillis(9), "Received: " + token.text() + " <&> \"quoted\"")).toList() : List.of();
        Contact contact = entry.entry().isEmpty() ? new Contact.NotTried(Message.of("proof.noEntry"))
                : way == Way.REFUSED
                        ? new Contact.Failed(Message.of("console.event.refused", entry.entry().get().toString()))
                        : new Contact.Open();
        Evidence evidence = new Evidence(token, expected, contact, reached.map(pod -> pod.name().name()),
                reached.map(_ -> Recognised.Sign.GREETING)
                        .or(() -> Optional.of(Recognised.Sign.FORCED).filter(_ -> way == Way.DOUBTFUL))
                        .map(sign -> new Recognised("go-echo", Optional.empty(), Set.of(sign))),
                mentions, logsRead ? all : Set.of(),
                logsRead ? List.of()
                        : all.stream()
                                .map(pod -> new Unwatched(pod,
                                        Message.of("cluster.forbidden", "get", "pods/log", pod.namespace())))
                                .toList(),
                doubts(route, way, token), problems, timings(contact, reached.isPresent(), logsRead));
        return new Proof(route, entry, evidence, Judge.judge(evidence), started,
                transcript(entry.entry(), contact, reached, token, started), Duration.ofMillis(42));
    }

    private static Doubts doubts(Route route, Way way, Token token) {
        Optional<PodTarget> pod = route.pods().stream().findFirst().filter(_ -> way == Way.DOUBTFUL);
        return new Doubts(
                pod.stream()
                        .map(quiet -> new Mention(quiet.name(), quiet.container(), STARTED.plusMillis(9),
                                "a forged line: " + token.text()))
                        .toList(),
                pod.map(PodTarget::name).map(Set::of).orElse(Set.of()),
                pod.stream()
                        .map(quiet -> new Doubts.Quiet(quiet.name(), quiet.container(),
                                quiet.containers().stream().filter(other -> !other.equals(quiet.container())).toList()))
                        .toList(),
                pod.map(_ -> "another echo"), pod.map(_ -> Message.of("route.unread", "DestinationRule", "no right")));
    }

    private static Timings timings(Contact contact, boolean echoed, boolean logged) {
        if (!(contact instanceof Contact.Open)) {
            return Timings.NONE;
        }
        Optional<Duration> echo = Optional.of(Duration.ofNanos(4_567_891)).filter(_ -> echoed);
        return new Timings(Optional.of(Duration.ofNanos(120_000)), Optional.of(Duration.ofNanos(890_000)),
                echo.map(_ -> Duration.ofMillis(2)), echo,
                Optional.of(Duration.ofMillis(31)).filter(_ -> echoed && logged));
    }

    private static List<TranscriptEntry> transcript(Optional<Entry> entry, Contact contact, Optional<PodTarget> reached,
            Token token, Instant started) {
        if (entry.isEmpty()) {
            return List.of();
        }
        List<TranscriptEntry> transcript = new ArrayList<>();
        transcript.add(
                new TranscriptEntry.Event(0, started, Message.of("console.event.connecting", entry.get().toString())));
        if (contact instanceof Contact.Failed(Message sentence)) {
            transcript.add(new TranscriptEntry.Event(1, started.plusMillis(1), sentence));
            return transcript;
        }
        transcript.add(new TranscriptEntry.Event(1, started.plusMillis(1),
                Message.of("console.event.connected", entry.get().toString(), 1)));
        reached.ifPresent(pod -> transcript.add(new TranscriptEntry.Received(2, started.plusMillis(3), Bytes
                .of("Welcome, you are connected to node minikube.\nRunning on Pod " + pod.name().name() + ".\n"))));
        transcript.add(new TranscriptEntry.Sent(3, started.plusMillis(4), Bytes.of(token.text() + "\n")));
        if (reached.isPresent()) {
            transcript.add(
                    new TranscriptEntry.Received(4, started.plusMillis(8), Bytes.of(token.text().substring(0, 5))));
            transcript.add(new TranscriptEntry.Received(5, started.plusMillis(9),
                    Bytes.of(token.text().substring(5) + "\n").with(new byte[] { (byte) 0xff, 0, 0x1b }, 3)));
        }
        return transcript;
    }

    private static Set<PodName> names(List<PodTarget> pods) {
        return pods.stream().map(PodTarget::name).collect(Collectors.toSet());
    }
}
