package dev.twinport.report;

import static dev.twinport.report.Tree.milliseconds;

import dev.twinport.console.Bytes;
import dev.twinport.console.TranscriptEntry;
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
import dev.twinport.proof.Outcome;
import dev.twinport.proof.Shares;
import dev.twinport.proof.Timings;
import dev.twinport.proof.Verdict;
import dev.twinport.route.Destination;
import dev.twinport.route.GatewayPods;
import dev.twinport.route.Link;
import dev.twinport.route.ObjectName;
import dev.twinport.route.PodName;
import dev.twinport.route.PodTarget;
import dev.twinport.route.Route;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A report as a tree of maps, lists, strings, numbers and booleans, as JSON and YAML have them. The names of the fields
 * are documented in {@code docs/report.schema.json}: they are what other programs read.
 */
final class ReportTree {

    /** Changes when a field is renamed, or means something else. */
    static final String FORM = "twinport.report/1";

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Wording CHINESE = new Wording(Wording.CHINESE);

    private ReportTree() {
    }

    static Map<String, Object> of(Report report) {
        return new Tree().add("form", FORM).add("program", report.program()).add("cluster",
                new Tree().add("context", report.cluster().context()).add("namespace", report.cluster().namespace())
                        .add("practice", report.cluster().practice()).fields())
                .add("versions", report.versions()).add("started", time(report.started()))
                .add("tookMilliseconds", milliseconds(report.took())).add("interrupted", report.interrupted())
                .add("sampled", report.sampled())
                .add("requests", Optional.of(report.requests()).filter(counts -> !counts.isEmpty()), counts -> counts)
                .add("outcomes", outcomes(report)).add("routes", report.results(), result -> result(report, result))
                .fields();
    }

    /** How many routes came to what. */
    private static Map<String, Object> outcomes(Report report) {
        Tree outcomes = new Tree();
        for (Outcome outcome : Outcome.values()) {
            outcomes.add(outcome.name(), report.results().stream().map(RouteSummary::outcome)
                    .filter(found -> found.filter(outcome::equals).isPresent()).count());
        }
        return outcomes.fields();
    }

    private static Map<String, Object> result(Report report, RouteResult result) {
        return new Tree().add("route", route(result.route())).add("entry", resolution(result.entry()))
                .add("outcome", RouteSummary.outcome(result), Outcome::name).add("tally", tally(result.tally()))
                .add("shares", ShareTree.of(report, result), ReportTree::shares)
                .add("probes", result.kept(), ReportTree::proof).fields();
    }

    private static Map<String, Object> shares(Shares shares) {
        return ShareTree.tree(shares).add("judgement", sentence(shares.judgement()))
                .add("openConnections", sentence(Shares.CONNECTIONS_STAY)).fields();
    }

    private static Map<String, Object> route(Route route) {
        return new Tree().add("port", route.port()).add("protocol", route.protocol())
                .add("name", route.destinationName()).add("gateway", object(route.gateway()))
                .add("gatewaySelector",
                        sorted(route.gatewayPods() instanceof GatewayPods.Labelled labelled ? labelled.labels()
                                : Map.of()))
                .add("gatewayServices",
                        Optional.of(route.gatewayPods()).filter(GatewayPods.Behind.class::isInstance)
                                .map(GatewayPods.Behind.class::cast),
                        behind -> behind.names().stream().map(ReportTree::object).toList())
                .add("virtualService", routing(route, Link.Stage.VIRTUAL_SERVICE), ReportTree::object)
                .add("tcpRoute", routing(route, Link.Stage.TCP_ROUTE), ReportTree::object)
                .add("destinations", route.destinations(), ReportTree::destination)
                .add("chain", route.chain(), ReportTree::link).fields();
    }

    private static Optional<ObjectName> routing(Route route, Link.Stage stage) {
        return route.routing().filter(_ -> route.chain().stream().anyMatch(link -> link.stage() == stage));
    }

    private static Map<String, Object> destination(Destination destination) {
        return new Tree().add("host", destination.host()).add("port", destination.port())
                .add("subset", destination.subset(), name -> name).add("labels", sorted(destination.labels()))
                .add("weight", destination.weight()).add("pods", destination.pods(), ReportTree::target)
                .add("others", destination.others(), ReportTree::target).fields();
    }

    private static Map<String, Object> target(PodTarget pod) {
        return new Tree().add("namespace", pod.name().namespace()).add("name", pod.name().name()).add("uid", pod.uid())
                .add("ready", pod.ready()).add("status", pod.phase()).add("containers", pod.containers())
                .add("container", pod.container()).add("containerReason", sentence(pod.containerReason())).fields();
    }

    private static Map<String, Object> link(Link link) {
        return new Tree().add("stage", link.stage().name()).add("object", link.object(), ReportTree::object)
                .add("text", link.text()).add("holds", link.problem().isEmpty())
                .add("problem", link.problem(), ReportTree::sentence).fields();
    }

    private static Map<String, Object> object(ObjectName object) {
        return new Tree().add("kind", object.kind()).add("namespace", object.namespace()).add("name", object.name())
                .fields();
    }

    private static Map<String, Object> resolution(EntryResolution resolution) {
        return new Tree().add("standing", resolution.standing().name())
                .add("dialled", resolution.entry(), ReportTree::entry)
                .add("alternatives", resolution.alternatives(), ReportTree::entry)
                .add("problem", resolution.problem(), ReportTree::sentence).fields();
    }

    private static Map<String, Object> entry(Entry entry) {
        return new Tree().add("host", entry.host()).add("port", entry.port()).add("kind", entry.kind().name())
                .add("reason", sentence(entry.reason())).fields();
    }

    private static Map<String, Object> tally(Tally tally) {
        Tree counts = new Tree();
        for (Outcome outcome : Outcome.values()) {
            counts.add(outcome.name(), tally.count(outcome));
        }
        return new Tree().add("total", tally.total()).add("counts", counts.fields())
                .add("byPod", tally.byPod().entrySet(),
                        counted -> new Tree()
                                .add("pod", pod(counted.getKey())).add("count", counted.getValue()).fields())
                .add("since", tally.since(), ReportTree::time)
                .add("latestFailure", tally.latestFailure(), failure -> new Tree()
                        .add("started", time(failure.started())).add("verdict", verdict(failure.verdict())).fields())
                .fields();
    }

    /** One probe: what was seen, what that comes to, and the record of its connection. */
    static Map<String, Object> proof(Proof proof) {
        return new Tree().add("started", time(proof.started())).add("tookMilliseconds", milliseconds(proof.took()))
                .add("verdict", verdict(proof.verdict())).add("evidence", evidence(proof.evidence()))
                .add("transcript", proof.transcript(), ReportTree::transcriptEntry).fields();
    }

    static Map<String, Object> verdict(Verdict verdict) {
        return new Tree().add("outcome", verdict.outcome().name()).add("pod", verdict.pod(), ReportTree::pod)
                .add("reasons", verdict.reasons(), ReportTree::sentence).fields();
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        return new Tree().add("token", evidence.token().text()).add("expectedPods", pods(evidence.expectedPods()))
                .add("contact", contact(evidence.contact())).add("banner", evidence.banner(), name -> name)
                .add("dialect", evidence.dialect(), ReportTree::dialect)
                .add("mentions", evidence.mentions(), ReportTree::mention).add("watched", pods(evidence.watched()))
                .add("unwatched", evidence.unwatched(), ReportTree::unwatched).add("doubts", doubts(evidence.doubts()))
                .add("knownProblems", evidence.knownProblems(), ReportTree::sentence)
                .add("timings", timings(evidence.timings())).fields();
    }

    private static Map<String, Object> dialect(Recognised dialect) {
        return new Tree().add("name", dialect.name()).add("version", dialect.version(), version -> version)
                .add("signs", dialect.signs(), Recognised.Sign::name).fields();
    }

    private static Map<String, Object> doubts(Doubts doubts) {
        return new Tree().add("strays", doubts.strays(), ReportTree::mention).add("lost", pods(doubts.lost()))
                .add("quiet", doubts.quiet(),
                        quiet -> new Tree().add("pod", pod(quiet.pod())).add("container", quiet.container())
                                .add("others", quiet.others()).fields())
                .add("otherEcho", doubts.otherEcho(), line -> line).add("unread", doubts.unread(), ReportTree::sentence)
                .fields();
    }

    private static Map<String, Object> contact(Contact contact) {
        return switch (contact) {
            case Contact.Open() -> new Tree().add("state", "OPEN").fields();
            case Contact.Failed(Message sentence) ->
                    new Tree().add("state", "FAILED").add("sentence", sentence(sentence)).fields();
            case Contact.NotTried(Message reason) ->
                    new Tree().add("state", "NOT_TRIED").add("sentence", sentence(reason)).fields();
        };
    }

    static Map<String, Object> mention(Mention mention) {
        return new Tree().add("pod", pod(mention.pod())).add("container", mention.container())
                .add("time", time(mention.time())).add("text", mention.text()).fields();
    }

    private static Map<String, Object> unwatched(Unwatched unwatched) {
        return new Tree().add("pod", pod(unwatched.pod())).add("reason", sentence(unwatched.reason())).fields();
    }

    static Map<String, Object> timings(Timings timings) {
        return new Tree().add("resolveMilliseconds", timings.resolve(), Tree::milliseconds)
                .add("connectMilliseconds", timings.connect(), Tree::milliseconds)
                .add("bannerMilliseconds", timings.banner(), Tree::milliseconds)
                .add("echoMilliseconds", timings.echo(), Tree::milliseconds)
                .add("logMilliseconds", timings.log(), Tree::milliseconds).fields();
    }

    private static Map<String, Object> transcriptEntry(TranscriptEntry entry) {
        Tree tree = new Tree().add("sequence", entry.sequence()).add("time", time(entry.time()));
        return switch (entry) {
            case TranscriptEntry.Sent sent -> bytes(tree.add("kind", "SENT"), sent.bytes());
            case TranscriptEntry.Received received -> bytes(tree.add("kind", "RECEIVED"), received.bytes());
            case TranscriptEntry.Event event ->
                    tree.add("kind", "EVENT").add("sentence", sentence(event.sentence())).fields();
        };
    }

    /** The text; what is not UTF-8 stands as U+FFFD in it, and beside it the bytes themselves. */
    private static Map<String, Object> bytes(Tree tree, Bytes bytes) {
        tree.add("text", bytes.text());
        if (!Bytes.of(bytes.text()).equals(bytes)) {
            tree.add("base64", Base64.getEncoder().encodeToString(bytes.toArray()));
        }
        return tree.fields();
    }

    /** The sentence's name and how it reads. */
    private static Map<String, Object> sentence(Message message) {
        return new Tree().add("key", message.key()).add("en", ENGLISH.say(message)).add("zh", CHINESE.say(message))
                .fields();
    }

    private static List<Map<String, Object>> pods(Collection<PodName> pods) {
        return pods.stream().sorted(Comparator.comparing(PodName::toString)).map(ReportTree::pod).toList();
    }

    static Map<String, Object> pod(PodName pod) {
        return new Tree().add("namespace", pod.namespace()).add("name", pod.name()).fields();
    }

    private static Map<String, String> sorted(Map<String, String> labels) {
        return new TreeMap<>(labels);
    }

    private static String time(Instant time) {
        return time.toString();
    }
}
