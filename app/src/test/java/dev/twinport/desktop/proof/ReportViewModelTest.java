package dev.twinport.desktop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twinport.cli.OutputFile;
import dev.twinport.cluster.ClusterName;
import dev.twinport.desktop.Pulses;
import dev.twinport.desktop.TextFiles;
import dev.twinport.message.Wording;
import dev.twinport.proof.Outcome;
import dev.twinport.report.Report;
import dev.twinport.report.Shell;
import dev.twinport.session.Proof;
import dev.twinport.session.Proofs;
import dev.twinport.session.RouteResult;
import dev.twinport.session.Tally;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportViewModelTest {

    private static final Instant NOW = Instant.parse("2026-11-24T18:00:00Z");
    private static final Wording ENGLISH = new Wording(Wording.ENGLISH);
    private static final String SECRET = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    private final Pulses pulses = new Pulses();
    private final List<String> clipboard = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Proof proof = Proofs.proof(Outcome.MISROUTED, NOW);
    private final ProofState.Judged judged = new ProofState.Judged(
            new RouteResult(proof.route(), proof.entry(), Tally.EMPTY.with(proof), List.of(proof)), NOW);

    @TempDir
    private Path folder;

    @Test
    void ticketIsMarkdownAndSaysWhereTheMessageWent() {
        model(OutputFile::write).copyTicket(judged, ENGLISH, clipboard::add);
        pulses.until(() -> !clipboard.isEmpty());
        assertThat(clipboard.getFirst()).startsWith("## Twinport: ").contains("MISROUTED")
                .contains(Proofs.OTHER_POD.name());
    }

    @Test
    void nothingIsOnTheClipboardBeforeThePulse() {
        model(OutputFile::write).copyTicket(judged, ENGLISH, clipboard::add);
        assertThat(clipboard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void commandsAreThoseOfTheShell(Shell shell) {
        model(OutputFile::write).copyCommands(judged, shell, ENGLISH, clipboard::add);
        pulses.until(() -> !clipboard.isEmpty());
        assertThat(clipboard.getFirst()).contains("kubectl --context production")
                .contains(shell == Shell.BASH ? "| grep -aF" : "| Select-String");
    }

    @ParameterizedTest
    @CsvSource({ "a.html, a.html, <!doctype html>", "a.json, a.json, {", "a.XML, a.XML, <?xml", "a, a.html, <!doctype",
            "v1.2, v1.2.html, <!doctype" })
    void nameOfTheFileSaysTheForm(String chosen, String written, String beginning) throws IOException {
        ReportViewModel model = model(OutputFile::write);
        model.save(judged, folder.resolve(chosen), SavedForm.HTML, ENGLISH);
        assertThat(told(model)).isEqualTo("true Saved: " + folder.resolve(written));
        assertThat(Files.readString(folder.resolve(written))).startsWithIgnoringCase(beginning).contains("MISROUTED");
        assertThat(files()).hasSize(1);
    }

    @Test
    void fileThatWasNotAskedAboutIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("a.json"), "mine");
        ReportViewModel model = model(OutputFile::write);
        model.save(judged, folder.resolve("a"), SavedForm.JSON, ENGLISH);
        assertThat(told(model)).startsWith("false Not saved: there is a file " + folder.resolve("a.json"));
        assertThat(Files.readString(folder.resolve("a.json"))).isEqualTo("mine");
        model.save(judged, folder.resolve("a.json"), SavedForm.JSON, ENGLISH);
        pulses.until(() -> model.toldProperty().get().orElseThrow().succeeded());
        assertThat(Files.readString(folder.resolve("a.json"))).startsWith("{");
    }

    @Test
    void folderThatIsNotThereIsSaid() {
        ReportViewModel model = model(OutputFile::write);
        model.save(judged, folder.resolve("none/a.html"), SavedForm.HTML, ENGLISH);
        assertThat(told(model))
                .isEqualTo("false " + folder.resolve("none/a.html") + " could not be written: there is no such folder");
    }

    @Test
    void fullDiskIsSaidInTheSystemsWordsAndTheOldFileStays() throws IOException {
        Files.writeString(folder.resolve("a.html"), "old");
        ReportViewModel model = model((file, _) -> {
            throw new FileSystemException(file.toString(), null, "No space left on device");
        });
        model.save(judged, folder.resolve("a.html"), SavedForm.HTML, ENGLISH);
        assertThat(told(model)).endsWith("could not be written: No space left on device");
        assertThat(Files.readString(folder.resolve("a.html"))).isEqualTo("old");
    }

    @Test
    void mistakeOfTheProgramIsSaidToo() {
        ReportViewModel model = new ReportViewModel((_, _) -> {
            throw new IllegalStateException("a mistake, on purpose");
        }, OutputFile::write, this::background, pulses.pump());
        model.copyTicket(judged, ENGLISH, clipboard::add);
        assertThat(told(model)).startsWith("false The report could not be made");
        assertThat(clipboard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SavedForm.class)
    void secretsAreTakenOut(SavedForm form) throws IOException {
        log.add("Authorization: Bearer " + SECRET);
        ReportViewModel model = model(OutputFile::write);
        Path file = folder.resolve("a." + form.extension());
        model.save(judged, file, form, ENGLISH);
        told(model);
        assertThat(Files.readString(file)).doesNotContain(SECRET);
        model.copyTicket(judged, ENGLISH, clipboard::add);
        model.copyCommands(judged, Shell.BASH, ENGLISH, clipboard::add);
        pulses.until(() -> clipboard.size() == 2);
        assertThat(clipboard).noneMatch(text -> text.contains(SECRET));
    }

    private ReportViewModel model(TextFiles files) {
        return new ReportViewModel(
                (result, began) -> new Report("0.1.0", new ClusterName("production", "default", false),
                        log.isEmpty() ? Map.of() : Map.of("server", log.getFirst()), began, Duration.ZERO, false, false,
                        List.of(result)),
                files, this::background, pulses.pump());
    }

    private String told(ReportViewModel model) {
        pulses.until(() -> model.toldProperty().get().isPresent());
        ReportViewModel.Told told = model.toldProperty().get().orElseThrow();
        return told.succeeded() + " " + ENGLISH.say(told.sentence());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private void background(Runnable work) {
        Thread.ofVirtual().start(work);
    }
}
