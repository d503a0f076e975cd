package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Read as the specification of TAP 14 says. */
class TapReportTest {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Pattern POINT = Pattern
            .compile("(not )?ok (\\d+) - ((?:[^#\\\\]|\\\\[#\\\\])*?)(?: # (SKIP)(?: (.*))?)?");
    private static final YAMLMapper YAML = new YAMLMapper();

    private record Point(boolean ok, int number, String description, boolean skipped, JsonNode block) {
    }

    @ParameterizedTest
    @MethodSource("dev.twinport.route.RouteGridTest#cases")
    void everyCaseIsReadBack(String name) throws IOException {
        Report report = ReportSamples.of(name, Way.values());

        assertThat(points(ReportFormat.TAP.write(report, ENGLISH))).hasSameSizeAs(report.results());
    }

    @Test
    void aRouteIsOkOrNotOkOrSkipped() throws IOException {
        assertThat(first(Way.WELL)).matches(point -> point.ok() && !point.skipped());
        assertThat(first(Way.ASTRAY)).matches(point -> !point.ok());
        assertThat(first(Way.SILENT)).matches(point -> !point.ok());
        assertThat(first(Way.UNSEEN)).matches(point -> point.ok() && point.skipped());
    }

    @Test
    void theBlockTellsWhyAndHowLong() throws IOException {
        JsonNode block = first(Way.ASTRAY).block();

        assertThat(block.at("/outcome").asString()).isEqualTo("MISROUTED");
        assertThat(block.at("/reasons/0").asString()).contains("tcp-echo-v2-b logged the message");
        assertThat(block.at("/timings/echoMilliseconds").doubleValue()).isEqualTo(4.568);
        assertThat(block.at("/transcript").size()).isEqualTo(7);
        assertThat(block.at("/log/0").asString()).endsWith("<&> \"quoted\"");
    }

    @Test
    void whatLooksLikeADirectiveIsNone() throws IOException {
        Report report = Rewritten.with(ReportSamples.proven(), text -> "a\\b # TODO later\n...\nnot ok 7\n---\n1..9");

        List<Point> points = points(ReportFormat.TAP.write(report, ENGLISH));

        assertThat(points).hasSize(2).allMatch(Point::ok).noneMatch(Point::skipped);
        assertThat(points.getFirst().description()).contains("a\\b # TODO later ... not ok 7");
        assertThat(points.getFirst().block().at("/pod").asString()).contains("\nnot ok 7\n---\n");
    }

    @Test
    void whatWasInterruptedBailsOut() throws IOException {
        Report report = ReportSamples.proven();
        Report interrupted = new Report(report.program(), report.cluster(), report.versions(), report.started(),
                Duration.ofSeconds(1), true, false, report.results());

        assertThat(ReportFormat.TAP.write(interrupted, ENGLISH)).contains("\n1..").doesNotContain("1..0")
                .endsWith("\nBail out! Interrupted: these are the results so far.\n");
    }

    @Test
    void withoutRoutesThePlanIsSkipped() {
        assertThat(ReportFormat.TAP.write(ReportSamples.report(List.of()), ENGLISH))
                .isEqualTo("TAP version 14\n1..0 # SKIP no route was verified\n");
    }

    private static Point first(Way way) throws IOException {
        return points(ReportFormat.TAP.write(ReportSamples.of("healthy-tutorial", way), ENGLISH)).getFirst();
    }

    private static List<Point> points(String tap) {
        List<String> lines = tap.lines().toList();
        assertThat(lines.getFirst()).isEqualTo("TAP version 14");
        List<Point> points = new ArrayList<>();
        int at = 2;
        while (at < lines.size()) {
            Matcher point = POINT.matcher(lines.get(at));
            assertThat(point.matches()).as(lines.get(at)).isTrue();
            assertThat(lines.get(at + 1)).isEqualTo("  ---");
            StringBuilder block = new StringBuilder();
            for (at += 2; !lines.get(at).equals("  ..."); at++) {
                assertThat(lines.get(at)).startsWith("  ");
                block.append(lines.get(at).substring(2)).append('\n');
            }
            at++;
            points.add(new Point(point.group(1) == null, Integer.parseInt(point.group(2)),
                    point.group(3).replaceAll("\\\\([#\\\\])", "$1"), point.group(4) != null,
                    YAML.readTree(block.toString())));
        }
        assertThat(lines.get(1)).matches("1\\.\\." + points.size() + "( # SKIP .*)?");
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).number()).isEqualTo(i + 1);
        }
        return points;
    }
}
