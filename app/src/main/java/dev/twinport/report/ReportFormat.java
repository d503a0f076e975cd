package dev.twinport.report;

import dev.twinport.message.Wording;

/** The forms a report can be written in. What is secret must be gone from the report by then: see {@link Redaction}. */
public enum ReportFormat {
    /**
     * One JSON object as {@code docs/report.schema.json} describes it; it says every sentence in both languages,
     * whatever the wording.
     */
    JSON,
    /** JUnit XML, as CI systems read it. */
    JUNIT,
    /** One page for people: a record to be read, printed and attached. */
    HTML,
    /** The Test Anything Protocol, version 14. */
    TAP,
    /** A ticket: short, and for the eyes. */
    MARKDOWN,
    /**
     * One line of JSON in English, for those who collect the logs of a cluster; short, however many routes there are.
     */
    LOG;

    /** The report as text, in UTF-8 where it becomes bytes; ends with a line feed. */
    public String write(Report report, Wording wording) {
        return switch (this) {
            case JSON -> JsonReport.of(report);
            case JUNIT -> JunitReport.of(report, wording);
            case HTML -> HtmlReport.of(report, wording);
            case TAP -> TapReport.of(report, wording);
            case MARKDOWN -> MarkdownReport.of(report, wording);
            case LOG -> LogLine.of(report);
        };
    }
}
