package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The rules are those of {@code junit-10.xsd} of the Jenkins xUnit plugin (jenkinsci/xunit-plugin,
 * {@code src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd}), and what GitLab's documentation of unit test
 * reports says it reads.
 */
class JunitReportTest {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of("testsuites",
            Set.of("name", "time", "tests", "failures", "errors"), "testsuite",
            Set.of("name", "tests", "failures", "errors", "time", "skipped", "timestamp"), "properties", Set.of(),
            "property", Set.of("name", "value"), "testcase", Set.of("name", "time", "classname"), "failure",
            Set.of("type", "message"), "skipped", Set.of("type", "message"), "system-out", Set.of());
    private static final Map<String, Set<String>> CHILDREN = Map.of("testsuites", Set.of("testsuite"), "testsuite",
            Set.of("properties", "testcase"), "properties", Set.of("property"), "property", Set.of(), "testcase",
            Set.of("failure", "skipped", "system-out"), "failure", Set.of(), "skipped", Set.of(), "system-out",
            Set.of());

    @ParameterizedTest
    @MethodSource("dev.twinport.route.RouteGridTest#cases")
    void everyCaseIsOfTheFormThatIsRead(String name) throws IOException {
        Document document = Xml.parse(ReportFormat.JUNIT.write(ReportSamples.of(name, Way.values()), ENGLISH));

        check(document.getDocumentElement());
        Xml.all(document, "testcase").forEach(one -> assertThat(one.getAttribute("time")).matches("\\d+\\.\\d{3}"));
        Set<String> names = new TreeSet<>();
        Xml.all(document, "testcase")
                .forEach(one -> assertThat(names.add(one.getAttribute("classname") + " " + one.getAttribute("name")))
                        .as("once").isTrue());
    }

    @Test
    void misroutedAndBrokenAreFailuresAndWhatCouldNotBeJudgedIsSkipped() throws IOException {
        Map<Way, List<String>> told = new HashMap<>();
        for (Way way : Way.values()) {
            Document document = Xml.parse(ReportFormat.JUNIT.write(ReportSamples.of("healthy-tutorial", way), ENGLISH));
            List<String> said = new ArrayList<>();
            for (String element : List.of("failure", "skipped")) {
                Xml.all(document, element).forEach(one -> said.add(element + " " + one.getAttribute("type")));
            }
            told.put(way, said);
            Element suite = Xml.all(document, "testsuite").getFirst();
            assertThat(suite.getAttribute("tests")).isEqualTo("2");
            assertThat(suite.getAttribute("failures"))
                    .isEqualTo(Long.toString(said.stream().filter(one -> one.startsWith("failure")).count()));
            assertThat(suite.getAttribute("skipped"))
                    .isEqualTo(Long.toString(said.stream().filter(one -> one.startsWith("skipped")).count()));
        }

        assertThat(told).containsEntry(Way.WELL, List.of())
                .containsEntry(Way.ASTRAY, List.of("failure MISROUTED", "failure MISROUTED"))
                .containsEntry(Way.REFUSED, List.of("failure BROKEN", "failure BROKEN"))
                .containsEntry(Way.SILENT, List.of("failure BROKEN", "failure BROKEN"))
                .containsEntry(Way.DOUBTFUL, List.of("skipped INCONCLUSIVE", "skipped INCONCLUSIVE"))
                .containsEntry(Way.UNSEEN, List.of("skipped INCONCLUSIVE", "skipped INCONCLUSIVE"));
    }

    @Test
    void theReasonStandsInTheMessageAndInTheContent() throws IOException {
        Element skipped = Xml
                .all(Xml.parse(ReportFormat.JUNIT.write(ReportSamples.of("healthy-tutorial", Way.UNSEEN), ENGLISH)),
                        "skipped")
                .getFirst();

        assertThat(skipped.getAttribute("message")).contains("INCONCLUSIVE: the message came back, but no log");
        assertThat(skipped.getTextContent()).contains("No right to get pods/log in namespace default.");
    }

    @Test
    void theTranscriptAndTheLogStandInTheOutput() throws IOException {
        String output = Xml.all(Xml.parse(ReportFormat.JUNIT.write(ReportSamples.proven(), ENGLISH)), "system-out")
                .getFirst().getTextContent();

        assertThat(output).contains(" < Running on Pod tcp-echo-v1-a.").contains("> twp-").contains("␀␛")
                .contains("tcp-echo-v1-a/tcp-echo-container: Received: twp-");
    }

    @Test
    void aTimeIsOfNoZoneAndInUtc() throws IOException {
        assertThat(Xml.all(Xml.parse(ReportFormat.JUNIT.write(ReportSamples.proven(), ENGLISH)), "testsuite").getFirst()
                .getAttribute("timestamp")).isEqualTo("2026-11-24T18:00:00");
    }

    @Test
    void aRouteThatWasNotProbedIsSkipped() throws IOException {
        Document document = Xml.parse(ReportFormat.JUNIT.write(ReportSamples.of("healthy-tutorial"), ENGLISH));

        assertThat(Xml.all(document, "skipped")).hasSize(2)
                .allMatch(one -> one.getAttribute("message").startsWith("NOT PROBED"));
    }

    private static void check(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            assertThat(ATTRIBUTES.get(element.getTagName())).as(element.getTagName())
                    .contains(element.getAttributes().item(i).getNodeName());
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                assertThat(CHILDREN.get(element.getTagName())).as(element.getTagName()).contains(inner.getTagName());
                check(inner);
            }
        }
    }
}
