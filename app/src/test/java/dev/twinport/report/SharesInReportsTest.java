package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import dev.twinport.session.RouteResult;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SharesInReportsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Wording CHINESE = new Wording(Wording.CHINESE);

    @ParameterizedTest
    @EnumSource
    void everyFormTellsThemWhenTheyWereMeasuredAndOnlyThen(ReportFormat format) throws IOException {
        Report report = ReportSamples.report(List.of(ReportSamples.weights(30, 8)));
        String stays = "a connection stays with the pod it reached";

        assertThat(format.write(ReportSamples.sampled(report), ENGLISH)).contains(stays, "78.9");
        assertThat(format.write(report, ENGLISH)).doesNotContain(stays);
    }

    @ParameterizedTest
    @EnumSource(names = { "HTML", "MARKDOWN", "JUNIT", "TAP" })
    void peopleReadThemInTheirLanguage(ReportFormat format) throws IOException {
        Report report = sampled(ReportSamples.weights(30, 8));

        assertThat(format.write(report, CHINESE)).contains("连接始终留在它到达的 Pod");
    }

    @Test
    void jsonHasEveryNumber() throws IOException {
        JsonNode shares = JSON.readTree(ReportFormat.JSON.write(sampled(ReportSamples.weights(30, 8)), ENGLISH))
                .at("/routes/0/shares");

        assertThat(shares.get("connections").intValue()).isEqualTo(38);
        assertThat(shares.get("consistent").booleanValue()).isTrue();
        JsonNode first = shares.at("/destinations/0");
        assertThat(first.get("count").intValue()).isEqualTo(30);
        assertThat(first.get("percent").doubleValue()).isEqualTo(78.95);
        assertThat(first.get("weightPercent").intValue()).isEqualTo(80);
        assertThat(first.get("lowPercent").doubleValue()).isEqualTo(63.65);
        assertThat(first.get("highPercent").doubleValue()).isEqualTo(88.93);
        assertThat(shares.at("/openConnections/key").asString()).isEqualTo("proof.connectionsStay");
    }

    @Test
    void sharesThatDoNotFitFailTheTestCaseAsTheyFailTheRun() throws IOException {
        Report report = sampled(ReportSamples.weights(20, 20));

        assertThat(ReportFormat.JUNIT.write(report, ENGLISH)).contains("failures=\"1\"", "type=\"SHARES\"");
        assertThat(ReportFormat.TAP.write(report, ENGLISH)).contains("\nnot ok 1 -", "consistent: false");
        JsonNode line = JSON.readTree(ReportFormat.LOG.write(report, ENGLISH));
        assertThat(line.get("level").asString()).isEqualTo("error");
        assertThat(line.get("sharesUnfit").intValue()).isEqualTo(1);
        assertThat(line.at("/shares/0/consistent").booleanValue()).isFalse();
    }

    @Test
    void withoutAConnectionNothingIsSaidToFit() throws IOException {
        Report report = sampled(ReportSamples.results("weights", Way.REFUSED).getFirst());

        JsonNode shares = JSON.readTree(ReportFormat.JSON.write(report, ENGLISH)).at("/routes/0/shares");
        assertThat(shares.has("consistent")).isFalse();
        assertThat(shares.at("/destinations/0").has("percent")).isFalse();
        assertThat(ReportFormat.MARKDOWN.write(report, ENGLISH)).contains("nothing can be said of the shares");
    }

    @Test
    void theLogsLineStaysShort() throws IOException {
        List<RouteResult> unfit = Collections.nCopies(500, ReportSamples.weights(20, 20));

        assertThat(ReportFormat.LOG.write(sampled(unfit), ENGLISH).length()).isLessThan(16 * 1024);
    }

    @Test
    void aRouteThatSeveralPodsServeNamesHowMany() throws IOException {
        Report report = sampled(ReportSamples.weights(30, 8));

        assertThat(ReportFormat.MARKDOWN.write(report, ENGLISH)).contains("PROVEN `2 pods`");
        assertThat(ReportFormat.HTML.write(report, ENGLISH)).contains(">2 pods<");
    }

    @Test
    void dialectAndDoubtsAreShown() throws IOException {
        Report well = ReportSamples.report(ReportSamples.results("healthy-tutorial", Way.WELL));
        Report doubtful = ReportSamples.report(ReportSamples.results("healthy-tutorial", Way.DOUBTFUL));

        for (ReportFormat format : List.of(ReportFormat.HTML, ReportFormat.MARKDOWN)) {
            assertThat(format.write(well, ENGLISH)).contains("go-echo; known by: its greeting")
                    .doesNotContain("Seen, but no evidence");
            assertThat(format.write(well, CHINESE)).contains("方言").contains("问候语");
            assertThat(format.write(doubtful, ENGLISH)).contains("Seen, but no evidence", "a forged line",
                    "logged nothing since the message was sent", "could not be read whole");
        }
    }

    private static Report sampled(RouteResult result) {
        return sampled(List.of(result));
    }

    private static Report sampled(List<RouteResult> results) {
        return ReportSamples.sampled(ReportSamples.report(results));
    }
}
