package dev.twinport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.message.Wording;
import dev.twinport.report.ReportSamples.Way;
import dev.twinport.session.RouteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The samples in {@code docs/samples} are what the program writes today: a misrouted route, a broken one, one that
 * could not be judged and one that is proven, one with weights, and one of which there is something to doubt. To have
 * them written anew: the system property {@code twinport.samples=write}.
 */
class ReportSamplesTest {

    private static final Path SAMPLES = Path.of("../docs/samples");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOG")
    void theSampleIsWhatIsWritten(ReportFormat format) throws IOException {
        Path file = SAMPLES.resolve(switch (format) {
            case JSON -> "report.json";
            case JUNIT -> "report.junit.xml";
            case HTML -> "report.html";
            case TAP -> "report.tap";
            case MARKDOWN -> "ticket.md";
            case LOG -> throw new IllegalArgumentException("its document is of the cluster: " + format);
        });
        List<RouteResult> results = new ArrayList<>();
        results.add(ReportSamples.results("healthy-tutorial", Way.WELL).getFirst());
        results.add(ReportSamples.results("healthy-tutorial", Way.WELL, Way.ASTRAY).getLast());
        results.add(ReportSamples.results("subset-missing", Way.SILENT).getLast());
        results.add(ReportSamples.results("weights", Way.UNSEEN).getFirst());
        results.add(ReportSamples.weights(30, 8));
        results.add(ReportSamples.results("healthy-tutorial", Way.DOUBTFUL).getLast());
        String written = format.write(Redaction.SECRETS.apply(ReportSamples.sampled(ReportSamples.report(results))),
                new Wording(Wording.ENGLISH));
        if ("write".equals(System.getProperty("twinport.samples"))) {
            Files.createDirectories(SAMPLES);
            Files.writeString(file, written);
        }

        assertThat(Files.readString(file)).as("if the change is meant: -Dtwinport.samples=write").isEqualTo(written);
    }
}
