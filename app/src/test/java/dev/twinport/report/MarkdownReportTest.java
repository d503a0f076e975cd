package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarkdownReportTest {

    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("`~ \n#a").ofMaxLength(40);
    }

    @Property
    void nothingInABlockEndsIt(@ForAll @From("texts") String text) {
        List<String> lines = Arrays.asList(Markdown.block("text", text).split("\n", -1));

        String fence = lines.getFirst().replace("text", "");
        List<Integer> ends = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            // CommonMark: a closing fence is at least as long as the opening one and stands alone.
            String line = lines.get(i).strip();
            if (!line.isEmpty() && line.chars().allMatch(character -> character == '`')
                    && line.length() >= fence.length()) {
                ends.add(i);
            }
        }
        assertThat(ends).containsExactly(lines.size() - 2);
    }

    @Property
    void aSpanOfCodeIsReadBack(@ForAll @From("texts") String text) {
        String written = Markdown.code(text);

        int fence = 0;
        while (fence < written.length() && written.charAt(fence) == '`') {
            fence++;
        }
        String inner = written.substring(fence, written.length() - fence);
        assertThat(written).doesNotContain("\n").endsWith("`".repeat(fence));
        assertThat(Arrays.stream(inner.split("[^`]+")).mapToInt(String::length)).doesNotContain(fence);
    }

    @Example
    void textIsNoMarkup() {
        assertThat(Markdown.text("<b> *x* [a](b) @all #12 `c` | \\ ~~d~~ !"))
                .isEqualTo("\\<b\\> \\*x\\* \\[a\\](b) \\@all \\#12 \\`c\\` \\| \\\\ \\~\\~d\\~\\~ \\!");
        assertThat(Markdown.text("a\n\n# b")).isEqualTo("a \\# b");
    }

    @Example
    void aTicketTellsWhatWasTriedWhatCameOfItAndHowToSeeIt() throws IOException {
        String ticket = ReportFormat.MARKDOWN.write(ReportSamples.of("healthy-tutorial", Way.ASTRAY), ENGLISH);

        assertThat(ticket).startsWith("## Twinport: 0 of 2 routes proven\n")
                .contains("- Cluster: context training, namespace default\n").contains("Kubernetes v1.34.4")
                .contains("### 31400 → v1: MISROUTED `tcp-echo-v2-b`")
                .contains("- pod tcp-echo-v2-b logged the message").contains("- Dialled: `203.0.113.7:31400`")
                .contains("Transcript:\n\n```text\n").contains("Pod log:\n\n```text\n")
                .contains("```bash\n# the gateway's address and ports\nkubectl ");
    }

    @Example
    void ofManyRoutesOnlyThoseThatAreNotProvenAreToldInFull() throws IOException {
        String ticket = ReportFormat.MARKDOWN.write(ReportSamples.many(500), ENGLISH);

        assertThat(ticket.length()).isLessThan(10_000);
        assertThat(ticket).contains("MISROUTED").contains("BROKEN").contains("- and 478 more");
    }
}
