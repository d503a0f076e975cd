package dev.twinport.report;

import dev.twinport.message.Wording;
import java.util.function.BiFunction;

/** The forms a report can be written in. What is secret must be gone from the report by then: see {@link Redaction}. */
public enum ReportFormat {
    /**
     * One JSON object as {@code docs/report.schema.json} describes it; it says every sentence in both languages,
     * whatever the wording.
     */
    JSON((report, _) -> JsonReport.of(report)),
    /** JUnit XML, as CI systems read it. */
    JUNIT(JunitReport::of),
    /** One page for people: a record to be read, printed and attached. */
    HTML(HtmlReport::of),
    /** The Test Anything Protocol, version 14. */
    TAP(TapReport::of),
    /** A ticket: short, and for the eyes. */
    MARKDOWN(MarkdownReport::of),
    /**
     * One line of JSON in English, for those who collect the logs of a cluster; short, however many routes there are.
     */
    LOG((report, _) -> LogLine.of(report));

    private final BiFunction<Report, Wording, String> writer;

    ReportFormat(BiFunction<Report, Wording, String> writer) {
        this.writer = writer;
    }

    /** The report as text, in UTF-8 where it becomes bytes; ends with a line feed. */
    public String write(Report report, Wording wording) {
        return writer.apply(report, wording);
    }
}
