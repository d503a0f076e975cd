package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final Schema SCHEMA = schema();

    @ParameterizedTest
    @MethodSource("dev.twinport.route.RouteGridTest#cases")
    void everyCaseOfTheGridInEveryWayIsAsTheSchemaSays(String name) throws IOException {
        assertValid(ReportSamples.of(name, Way.values()));
        assertValid(ReportSamples.sampled(ReportSamples.of(name, Way.values())));
        assertValid(ReportSamples.sampled(ReportSamples.of(name, Way.REFUSED)));
    }

    @Test
    void theSchemaIsItselfASchema() throws IOException {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(meta.validate(Files.readString(Path.of("../docs/report.schema.json")), InputFormat.JSON)).isEmpty();
    }

    @Test
    void aFieldThatTheSchemaDoesNotNameIsRefused() throws IOException {
        String json = ReportFormat.JSON.write(ReportSamples.proven(), ENGLISH).replace("\"token\"", "\"sent\"");

        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theVerdictAndItsReasonsStandInBothLanguages(Way way) throws IOException {
        Report report = ReportSamples.of("healthy-tutorial", way);
        var verdict = report.results().getFirst().kept().getFirst().verdict();

        JsonNode written = JSON.readTree(ReportFormat.JSON.write(report, ENGLISH)).at("/routes/0/probes/0/verdict");

        assertThat(written.at("/outcome").asString()).isEqualTo(verdict.outcome().name());
        assertThat(written.at("/reasons/0/key").asString()).isEqualTo(verdict.reasons().getFirst().key());
        assertThat(written.at("/reasons/0/en").asString()).isEqualTo(ENGLISH.say(verdict.reasons().getFirst()));
        assertThat(written.at("/reasons/0/zh").asString())
                .isEqualTo(new Wording(Wording.CHINESE).say(verdict.reasons().getFirst()));
    }

    @Test
    void timesAreNumbersOfMilliseconds() throws IOException {
        JsonNode written = JSON.readTree(ReportFormat.JSON.write(ReportSamples.proven(), ENGLISH));

        JsonNode timings = written.at("/routes/0/probes/0/evidence/timings");
        assertThat(timings.at("/echoMilliseconds").isNumber()).isTrue();
        assertThat(timings.at("/echoMilliseconds").doubleValue()).isEqualTo(4.568);
        assertThat(written.at("/tookMilliseconds").doubleValue()).isEqualTo(1_234.0);
    }

    @Test
    void bytesThatAreNoTextAreThereAsTheyCame() throws IOException {
        JsonNode transcript = JSON.readTree(ReportFormat.JSON.write(ReportSamples.proven(), ENGLISH))
                .at("/routes/0/probes/0/transcript");

        JsonNode odd = transcript.get(transcript.size() - 1);
        assertThat(odd.at("/text").asString()).contains("\uFFFD");
        byte[] bytes = java.util.Base64.getDecoder().decode(odd.at("/base64").asString());
        assertThat(bytes).endsWith(0xff, 0, 0x1b);
        assertThat(transcript.get(2).has("base64")).isFalse();
    }

    @Test
    void aRouteThatFailedOnceIsNotGreen() throws IOException {
        JsonNode written = JSON.readTree(
                ReportFormat.JSON.write(ReportSamples.of("healthy-tutorial", Way.WELL, Way.SILENT, Way.WELL), ENGLISH));

        assertThat(written.at("/routes/0/outcome").asString()).isEqualTo("BROKEN");
        assertThat(written.at("/outcomes/BROKEN").intValue()).isEqualTo(2);
        assertThat(written.at("/routes/0/tally/counts/PROVEN").intValue()).isEqualTo(2);
        assertThat(written.at("/routes/0/tally/latestFailure/verdict/reasons/0/key").asString())
                .isEqualTo("proof.noEcho");
    }

    @Test
    void aReportWithoutAnyRouteIsOne() throws IOException {
        Report report = ReportSamples.report(java.util.List.of());

        assertValid(report);
        assertValid(new Report(report.program(), report.cluster(), java.util.Map.of(), report.started(), Duration.ZERO,
                true, true, report.results()));
    }

    private static void assertValid(Report report) {
        assertThat(SCHEMA.validate(ReportFormat.JSON.write(report, ENGLISH), InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))).isEmpty();
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../docs/report.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
