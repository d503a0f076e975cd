package dev.twinport.report;

import dev.twinport.console.TranscriptLine;
import dev.twinport.console.VisibleText;
import dev.twinport.entry.Entry;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.proof.Evidence.Unwatched;
import dev.twinport.proof.Mention;
import dev.twinport.proof.Shares;
import dev.twinport.route.Link;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One route's part of the page: the picture of its chain, its probes, and the same by hand. */
final class HtmlRoute {

    private static final double BAR = 160;

    private final Report report;
    private final RouteResult result;
    private final Wording wording;
    private final Markup html;
    private final String id;
    private final Optional<Proof> deciding;

    HtmlRoute(Report report, RouteResult result, Wording wording, Markup html, String id) {
        this.report = report;
        this.result = result;
        this.wording = wording;
        this.html = html;
        this.id = id;
        this.deciding = RouteSummary.deciding(result);
    }

    void write() {
        deciding.ifPresent(this::reasons);
        entry();
        chain();
        ShareTree.compared(report, result).ifPresent(this::shares);
        deciding.ifPresent(this::probe);
        otherProbes();
        commands(Reported.context(report));
    }

    private void reasons(Proof proof) {
        html.open("ul", "class", "reasons").line();
        proof.verdict().reasons().forEach(reason -> html.open("li").text(said(reason)).close().line());
        html.close().line();
    }

    /** Some sentences have further lines: commands that mend it. */
    private String said(Message message) {
        return wording.say(message);
    }

    private void entry() {
        html.open("p", "class", "entry").text(wording.say("report.entry") + ": ");
        result.entry().entry().ifPresentOrElse(this::dialled, () -> html.text("—"));
        html.text(" · " + RouteSummary.counts(result.tally(), wording)).close().line();
    }

    private void dialled(Entry entry) {
        html.element("code", entry.toString()).text(" " + said(entry.reason()));
    }

    private void chain() {
        html.open("figure").line();
        html.open("div", "class", "wide").line();
        new ChainPicture(result, wording, html).draw(id + "-chain");
        html.close().line();
        html.element("figcaption", ChainPicture.inWords(result, wording), "id", id + "-chain").line().close().line();
        List<Link> broken = result.route().chain().stream().filter(link -> link.problem().isPresent()).toList();
        if (!broken.isEmpty()) {
            html.open("ul", "class", "problems").line();
            broken.forEach(
                    link -> link.problem()
                            .ifPresent(problem -> html.open("li")
                                    .element("strong", "✕ " + ChainPicture.stage(link, wording) + ":")
                                    .text(" " + said(problem)).close().line()));
            html.close().line();
        }
    }

    private void shares(Shares shares) {
        html.element("h3", wording.say("report.shares")).line().open("div", "class", "wide")
                .open("table", "class", "shares").line();
        head("report.destination", "report.connections", "report.share", "report.interval", "report.weight",
                "report.consistent");
        html.open("tbody").line();
        for (Shares.Share share : shares.shares()) {
            html.open("tr").element("th", share.name(), "scope", "row");
            number(share.count() + "/" + shares.connections());
            number(shares.connections() == 0 ? "—" : Shares.percent(shares.part(share)) + " %");
            number(Shares.percent(share.low()) + "–" + Shares.percent(share.high()) + " %");
            number(share.weight() + " %");
            html.element("td",
                    shares.connections() == 0 ? "—" : wording.say("report.consistent." + share.isConsistent())).close()
                    .line();
        }
        html.close().close().close().line();
        html.element("p", wording.say(shares.judgement()), "class", "judgement")
                .element("p", wording.say(Shares.CONNECTIONS_STAY), "class", "entry").line();
    }

    private void number(String text) {
        html.element("td", text, "class", "number");
    }

    private void probe(Proof proof) {
        ProofLines.dialect(proof, wording).ifPresent(
                known -> html.element("p", wording.say("report.dialect") + ": " + known, "class", "entry").line());
        timings(proof);
        transcript(proof);
        log(proof);
        doubts(proof);
    }

    private void timings(Proof proof) {
        Map<String, Duration> parts = ProofLines.timings(proof.evidence().timings());
        if (parts.isEmpty()) {
            return;
        }
        double longest = Math.max(1, parts.values().stream().mapToLong(Duration::toNanos).max().orElse(1));
        html.element("h3", wording.say("report.timings")).line().open("table", "class", "timings").line().open("tbody");
        parts.forEach((name, time) -> {
            String width = String.format(Locale.ROOT, "%.1f", Math.max(1, BAR * time.toNanos() / longest));
            html.line().open("tr").element("th", wording.say("report.timing." + name), "scope", "row")
                    .element("td", ProofLines.milliseconds(time), "class", "number").open("td")
                    .open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "bar", "aria-hidden", "true", "width",
                            "164", "height", "12")
                    .empty("rect", "y", "2", "width", width, "height", "8", "rx", "2").close().close().close();
        });
        html.line().close().close().line();
    }

    private void transcript(Proof proof) {
        List<TranscriptLine> lines = ProofLines.transcript(proof.transcript());
        if (lines.isEmpty()) {
            return;
        }
        html.element("h3", wording.say("report.transcript")).line();
        html.open("div", "class", "wide").open("table", "class", "lines").line();
        head("report.time", "report.direction", "report.text");
        html.open("tbody").line();
        String token = proof.evidence().token().text();
        for (TranscriptLine line : lines) {
            html.open("tr", "class", line.kind().name().toLowerCase(Locale.ROOT))
                    .element("td", ProofLines.time(line.time()), "class", "time")
                    .element("td", ProofLines.sign(line.kind()) + " " + wording.say("report.kind." + line.kind()))
                    .open("td", "class", "text");
            marked(ProofLines.content(line, wording), token);
            html.close().close().line();
        }
        html.close().close().close().line();
    }

    private void log(Proof proof) {
        List<Mention> mentions = proof.evidence().mentions();
        List<Unwatched> unwatched = proof.evidence().unwatched();
        html.element("h3", wording.say("report.log")).line();
        if (mentions.isEmpty()) {
            html.element("p", wording.say("report.noMention")).line();
        } else {
            html.open("div", "class", "wide").open("table", "class", "lines").line();
            head("report.time", "report.podAndContainer", "report.text");
            html.open("tbody").line();
            for (Mention mention : mentions) {
                html.open("tr").element("td", ProofLines.time(mention.time()), "class", "time")
                        .element("td", mention.pod().name() + " / " + mention.container(), "class", "code")
                        .open("td", "class", "text");
                marked(VisibleText.of(mention.text()), proof.evidence().token().text());
                html.close().close().line();
            }
            html.close().close().close().line();
        }
        if (!unwatched.isEmpty()) {
            html.open("ul").line();
            unwatched.forEach(one -> html.open("li").element("code", one.pod().toString())
                    .text(": " + said(one.reason())).close().line());
            html.close().line();
        }
    }

    private void doubts(Proof proof) {
        List<String> doubts = ProofLines.doubts(proof, wording);
        List<Mention> strays = proof.evidence().doubts().strays();
        if (doubts.isEmpty() && strays.isEmpty()) {
            return;
        }
        html.element("h3", wording.say("report.doubts")).line().open("ul", "class", "doubts").line();
        doubts.forEach(doubt -> html.element("li", doubt).line());
        strays.forEach(stray -> html.open("li").element("code", ProofLines.text(stray)).close().line());
        html.close().line();
    }

    private void head(String... keys) {
        html.open("thead").open("tr");
        for (String key : keys) {
            html.element("th", wording.say(key), "scope", "col");
        }
        html.close().close().line();
    }

    private void marked(String line, String token) {
        for (Highlight.Piece piece : Highlight.of(line, token)) {
            if (piece.marked()) {
                html.element("mark", piece.text());
            } else {
                html.text(piece.text());
            }
        }
    }

    /** The further probes that are kept, folded. */
    private void otherProbes() {
        List<Proof> others = result.kept().stream().filter(proof -> !proof.equals(deciding.orElse(null))).toList();
        if (others.isEmpty()) {
            return;
        }
        html.element("h3", wording.say("report.otherProbes")).line();
        for (Proof proof : others) {
            html.open("details").line()
                    .element("summary",
                            ProofLines.moment(proof.started()) + "  "
                                    + RouteSummary.word(Optional.of(proof.verdict().outcome()), wording)
                                    + proof.verdict().pod().map(pod -> "  " + pod.name()).orElse(""))
                    .line();
            reasons(proof);
            probe(proof);
            html.close().line();
        }
    }

    private void commands(Optional<String> context) {
        html.element("h3", wording.say("report.commands")).line();
        commands(Equivalents.of(result, context, Shell.BASH));
        html.open("details").line().element("summary", "PowerShell").line();
        commands(Equivalents.of(result, context, Shell.POWERSHELL));
        html.close().line();
    }

    /** One click selects a command, without any script. */
    private void commands(List<Command> commands) {
        html.open("dl", "class", "commands").line();
        commands.forEach(command -> html.element("dt", said(command.shows())).open("dd").element("pre", command.text())
                .close().line());
        html.close().line();
    }
}
