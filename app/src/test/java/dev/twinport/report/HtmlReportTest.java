package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class HtmlReportTest {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Wording CHINESE = new Wording(Wording.CHINESE);
    private static final List<Report> SAMPLES = samples();
    private static final Set<String> FORBIDDEN = Set.of("script", "iframe", "object", "img", "link", "form", "base");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:src|href)=\"(?!#)|url\\(|@import");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings(),
                Arbitraries.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "]]>",
                        "<!--", "--><svg onload=x>", "&amp;", "</style><script>x</script>", "javascript:alert(1)",
                        "\u0000\u001b[31m", "\ud800", "{0} '' {", "a\nb\tc\rd", "</pre></section></body>"));
    }

    @Provide
    Arbitrary<Report> reports() {
        return Arbitraries.of(SAMPLES);
    }

    @Property(tries = 100)
    void anyTextInAnyFieldGivesAWellFormedPageWithoutScript(@ForAll @From("texts") String text,
            @ForAll @From("reports") Report sample) {
        Document document = Xml.parse(ReportFormat.HTML.write(Rewritten.with(sample, _ -> text), ENGLISH));

        Set<String> ids = new HashSet<>();
        for (Element element : all(document)) {
            if (FORBIDDEN.contains(element.getTagName().toLowerCase(Locale.ROOT))) {
                fail(element.getTagName());
            }
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                boolean runs = attribute.getNodeName().toLowerCase(Locale.ROOT).startsWith("on");
                boolean leads = attribute.getNodeName().equals("href") && !attribute.getNodeValue().startsWith("#");
                if (runs || leads) {
                    fail(attribute.toString());
                }
            }
            if (element.hasAttribute("id") && !ids.add(element.getAttribute("id"))) {
                fail("twice: " + element.getAttribute("id"));
            }
        }
    }

    @Example
    void nothingIsAskedOfTheNetwork() {
        SAMPLES.forEach(
                sample -> assertThat(ReportFormat.HTML.write(sample, ENGLISH)).doesNotContainPattern(ELSEWHERE));
    }

    @Example
    void whoDoesNotSeeThePageFindsTheirWay() {
        for (Report sample : SAMPLES) {
            Document document = Xml.parse(ReportFormat.HTML.write(sample, ENGLISH));

            assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
            assertThat(Xml.all(document, "h1")).hasSize(1);
            assertThat(Xml.all(document, "th")).isNotEmpty()
                    .allMatch(head -> head.getAttribute("scope").matches("row|col"));
            List<String> ids = ids(document);
            all(document).stream().filter(element -> element.hasAttribute("aria-labelledby"))
                    .forEach(element -> assertThat(ids).contains(element.getAttribute("aria-labelledby")));
            assertThat(Xml.all(document, "svg")).allMatch(
                    svg -> svg.hasAttribute("aria-labelledby") || svg.getAttribute("aria-hidden").equals("true"));
            int before = 0;
            for (Element element : all(document)) {
                if (element.getTagName().matches("h[1-6]")) {
                    int level = element.getTagName().charAt(1) - '0';
                    assertThat(level).as(element.getTextContent()).isLessThanOrEqualTo(before + 1);
                    before = level;
                }
            }
        }
    }

    @Example
    void thePageIsInTheLanguageThatIsAsked() throws IOException {
        String page = ReportFormat.HTML.write(ReportSamples.proven(), CHINESE);

        assertThat(page).contains("lang=\"zh-CN\"").contains("2 条路由中 2 条已证实").contains("会话记录")
                .doesNotContain("Transcript");
    }

    @Example
    void aBrokenLinkIsMarkedByAShapeAndAWord() throws IOException {
        Document document = Xml.parse(ReportFormat.HTML.write(ReportSamples.of("subset-missing", Way.SILENT), ENGLISH));

        Element broken = all(document).stream().filter(element -> element.getAttribute("class").equals("breaks"))
                .findFirst().orElseThrow();
        assertThat(broken.getTextContent()).contains("Subset").contains("v2: broken here");
        assertThat(broken.getElementsByTagName("circle").getLength()).isEqualTo(1);
        assertThat(Xml.all(document, "figcaption").getLast().getTextContent()).contains("Subset v2 (broken here)");
    }

    @Example
    void aPodThatTookAMessageItShouldNotHaveIsInThePicture() throws IOException {
        Document document = Xml
                .parse(ReportFormat.HTML.write(ReportSamples.of("healthy-tutorial", Way.ASTRAY), ENGLISH));

        assertThat(Xml.all(document, "svg").getFirst().getTextContent()).contains("tcp-echo-v2-b")
                .contains("arrived here");
    }

    @Example
    void theTokenIsMarkedWhereverItStands() throws IOException {
        Report report = ReportSamples.proven();
        String token = report.results().getFirst().kept().getFirst().evidence().token().text();

        Document document = Xml.parse(ReportFormat.HTML.write(report, ENGLISH));

        assertThat(Xml.all(document, "mark").stream().map(Element::getTextContent).filter(token::equals)).hasSize(3);
    }

    @Example
    void ofManyRoutesTheWorstStandFirstAndTheProvenAreFolded() throws IOException {
        Document document = Xml.parse(ReportFormat.HTML.write(ReportSamples.many(40), ENGLISH));

        List<Element> sections = Xml.all(document, "section").stream()
                .filter(section -> section.getAttribute("class").equals("route")).toList();
        assertThat(sections).hasSize(40);
        assertThat(sections.get(0).getTextContent()).contains("MISROUTED");
        assertThat(sections.get(1).getTextContent()).contains("BROKEN");
        assertThat(sections.get(2).getFirstChild().getNextSibling().getNodeName()).isEqualTo("details");
    }

    private static List<String> ids(Document document) {
        return all(document).stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
    }

    private static List<Element> all(Document document) {
        return Xml.all(document, "*");
    }

    private static List<Report> samples() {
        try {
            List<Report> samples = new ArrayList<>();
            for (Way way : Way.values()) {
                samples.add(ReportSamples.of("healthy-tutorial", way));
            }
            samples.add(ReportSamples.of("weights", Way.values()));
            samples.add(ReportSamples.of("entry-port-not-exposed", Way.REFUSED));
            samples.add(ReportSamples.many(10));
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
