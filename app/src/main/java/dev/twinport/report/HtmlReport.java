package dev.twinport.report;

import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.session.Proof;
import dev.twinport.session.RouteResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The report as one page of HTML that needs nothing else: no network, no script. It is XML as well. Light or dark as
 * the reader's system is; in print, always light. Where there are many routes, the worst stand first, and those that
 * are proven are folded.
 */
final class HtmlReport {

    private static final int FEW = 6;

    private final Report report;
    private final Wording wording;
    private final List<RouteResult> results;
    private final Markup html = new Markup("<!DOCTYPE html>");

    private HtmlReport(Report report, Wording wording) {
        this.report = report;
        this.wording = wording;
        this.results = isMany(report) ? worstFirst(report.results()) : report.results();
    }

    private static boolean isMany(Report report) {
        return report.results().size() > FEW;
    }

    private static List<RouteResult> worstFirst(List<RouteResult> results) {
        return results.stream().sorted(Comparator.comparingInt(result -> RouteSummary.outcome(result)
                .map(RouteSummary.WORST_FIRST::indexOf).orElse(RouteSummary.WORST_FIRST.indexOf(Outcome.INCONCLUSIVE))))
                .toList();
    }

    static String of(Report report, Wording wording) {
        return new HtmlReport(report, wording).written();
    }

    private String written() {
        String language = wording.locale().getLanguage().equals("zh") ? "zh-CN" : "en";
        String title = "Twinport: " + wording.say(RouteSummary.summary(report));
        html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", language, "xml:lang", language).line();
        html.open("head").line().empty("meta", "charset", "utf-8").line()
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line()
                .empty("meta", "name", "color-scheme", "content", "light dark").line().element("title", title).line()
                .open("style").own(HtmlStyle.SHEET).close().line().close().line();
        html.open("body").line();
        heading(title);
        html.open("main").line();
        overview();
        for (int i = 0; i < results.size(); i++) {
            route(results.get(i), i + 1);
        }
        html.close().line();
        versions();
        return html.close().line().close().written();
    }

    private void heading(String title) {
        html.open("header").line().element("h1", title).line();
        if (report.cluster().practice()) {
            html.element("p", wording.say("window.practice"), "class", "practice").line();
        }
        if (report.interrupted()) {
            html.element("p", wording.say("report.interrupted"), "class", "interrupted").line();
        }
        html.open("dl", "class", "facts").line();
        fact(wording.say("report.cluster"), Reported.cluster(report, wording));
        fact(wording.say("report.when"), ProofLines.moment(report.started()));
        fact(wording.say("report.took"), ProofLines.length(report.took()));
        html.close().line().close().line();
    }

    private void fact(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close().line();
    }

    private void overview() {
        html.open("section", "aria-labelledby", "overview").line()
                .element("h2", wording.say("report.routes"), "id", "overview").line();
        html.open("div", "class", "wide").open("table", "class", "overview").line().open("thead").open("tr");
        for (String key : List.of("report.route", "report.verdict", "report.pod", "report.probesColumn",
                "report.timing.echo", "report.timing.log")) {
            html.element("th", wording.say(key), "scope", "col");
        }
        html.close().close().line().open("tbody").line();
        for (int i = 0; i < results.size(); i++) {
            row(results.get(i), i + 1);
        }
        html.close().line().close().close().line().close().line();
    }

    private void row(RouteResult result, int number) {
        Optional<Proof> proof = RouteSummary.deciding(result);
        html.open("tr").open("th", "scope", "row")
                .element("a", RouteSummary.title(result.route(), wording), "href", "#route-" + number).close();
        html.open("td");
        verdict(RouteSummary.outcome(result));
        html.close();
        html.element("td", RouteSummary.pod(result, wording).orElse("—"), "class", "code");
        int total = result.tally().total();
        html.element("td", result.tally().count(Outcome.PROVEN) + "/" + total, "class", "number");
        html.element("td",
                proof.flatMap(one -> one.evidence().timings().echo()).map(ProofLines::milliseconds).orElse("—"),
                "class", "number");
        html.element("td",
                proof.flatMap(one -> one.evidence().timings().log()).map(ProofLines::milliseconds).orElse("—"), "class",
                "number");
        html.close().line();
    }

    private void verdict(Optional<Outcome> outcome) {
        String style = outcome.map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("not-probed");
        html.open("span", "class", "verdict " + style)
                .element("span", sign(outcome), "class", "sign", "aria-hidden", "true")
                .text(" " + RouteSummary.word(outcome, wording)).close();
    }

    /** The signs the window has. */
    private static String sign(Optional<Outcome> outcome) {
        return outcome.map(found -> switch (found) {
            case PROVEN -> "✓";
            case MISROUTED -> "!";
            case BROKEN -> "✕";
            case INCONCLUSIVE -> "?";
        }).orElse("–");
    }

    private void route(RouteResult result, int number) {
        Optional<Outcome> outcome = RouteSummary.outcome(result);
        String id = "route-" + number;
        boolean folded = isMany(report) && outcome.equals(Optional.of(Outcome.PROVEN));
        html.open("section", "class", "route", "id", id, "aria-labelledby", id + "-title").line();
        if (folded) {
            html.open("details").open("summary");
        }
        html.open("h2", "id", id + "-title").text(RouteSummary.title(result.route(), wording) + " ");
        verdict(outcome);
        html.close().line();
        if (folded) {
            html.close().line();
        }
        new HtmlRoute(report, result, wording, html, id).write();
        if (folded) {
            html.close().line();
        }
        html.close().line();
    }

    private void versions() {
        html.open("footer").line().element("h2", wording.say("report.versions"), "id", "versions").line();
        html.open("div", "class", "wide").open("table", "aria-labelledby", "versions").line().open("tbody").line();
        Reported.versions(report, wording).forEach((of, version) -> html.open("tr").element("th", of, "scope", "row")
                .element("td", version, "class", "code").close().line());
        html.close().close().close().line().close().line();
    }
}
