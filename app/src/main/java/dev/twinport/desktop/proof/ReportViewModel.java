package dev.twinport.desktop.proof;

import dev.twinport.desktop.TextFiles;
import dev.twinport.desktop.fx.Pump;
import dev.twinport.message.Message;
import dev.twinport.message.Wording;
import dev.twinport.report.Equivalents;
import dev.twinport.report.Redaction;
import dev.twinport.report.Report;
import dev.twinport.report.ReportFormat;
import dev.twinport.report.Shell;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Takes a verdict out of the window: as a ticket or as commands to paste, as a file. What is secret is taken out first,
 * as {@code twinport verify} does. Only for the window's thread; what takes time is done in the background.
 */
public final class ReportViewModel implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ReportViewModel.class.getName());

    private final Reporter reporter;
    private final TextFiles files;
    private final Executor background;
    private final Pump.Drain drain;
    private final Queue<Runnable> done = new ConcurrentLinkedQueue<>();
    private final ReadOnlyObjectWrapper<Optional<Told>> told = new ReadOnlyObjectWrapper<>(Optional.empty());

    public ReportViewModel(Reporter reporter, TextFiles files, Executor background, Pump pump) {
        this.reporter = reporter;
        this.files = files;
        this.background = background;
        this.drain = pump.drain(this::drain);
    }

    /**
     * What came of it.
     *
     * @param succeeded
     *            whether it was done
     */
    public record Told(Message sentence, boolean succeeded) {
    }

    /** What came of what was asked last; empty before. It is emptied and set again each time. */
    public ReadOnlyObjectProperty<Optional<Told>> toldProperty() {
        return told.getReadOnlyProperty();
    }

    /**
     * Gives the verdict as a ticket in Markdown.
     *
     * @param clipboard
     *            called on the window's thread
     */
    public void copyTicket(ProofState.Judged judged, Wording wording, Consumer<String> clipboard) {
        copy(() -> ReportFormat.MARKDOWN.write(report(judged), wording), Message.of("window.report.ticketCopied"),
                clipboard);
    }

    /**
     * Gives the commands that show the same by hand.
     *
     * @param clipboard
     *            called on the window's thread
     */
    public void copyCommands(ProofState.Judged judged, Shell shell, Wording wording, Consumer<String> clipboard) {
        copy(() -> Equivalents.script(report(judged), shell, wording), Message.of("window.report.commandsCopied"),
                clipboard);
    }

    /**
     * Writes the verdict into a file, whole or not at all.
     *
     * @param chosen
     *            its name; its ending says the form
     * @param otherwise
     *            the form when the name says none: then its ending is put behind the name
     */
    public void save(ProofState.Judged judged, Path chosen, SavedForm otherwise, Wording wording) {
        Optional<SavedForm> named = SavedForm.of(chosen);
        SavedForm form = named.orElse(otherwise);
        Path file = named.isPresent() ? chosen : form.named(chosen);
        inBackground(() -> {
            // Whoever chose the name was asked about that file only.
            if (named.isEmpty() && Files.exists(file)) {
                return failed(Message.of("window.report.exists", file.toString()));
            }
            try {
                files.write(file, form.format().write(report(judged), wording));
                return succeeded(Message.of("window.report.saved", file.toString()));
            } catch (IOException e) {
                return failed(Message.of("window.report.notSaved", file.toString(), why(e)));
            }
        });
    }

    @Override
    public void close() {
        drain.close();
    }

    private Report report(ProofState.Judged judged) {
        return Redaction.SECRETS.apply(reporter.report(judged.result(), judged.began()));
    }

    private void copy(Supplier<String> text, Message copied, Consumer<String> clipboard) {
        inBackground(() -> {
            String made = text.get();
            Runnable tell = succeeded(copied);
            return () -> {
                clipboard.accept(made);
                tell.run();
            };
        });
    }

    /**
     * @param work
     *            gives what is then to be done on the window's thread
     */
    private void inBackground(Supplier<Runnable> work) {
        background.execute(() -> {
            Runnable after;
            try {
                after = work.get();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a report failed", e);
                after = failed(Message.of("window.report.mistake"));
            }
            done.add(after);
            drain.raise();
        });
    }

    private Runnable succeeded(Message sentence) {
        return () -> tell(new Told(sentence, true));
    }

    private Runnable failed(Message sentence) {
        return () -> tell(new Told(sentence, false));
    }

    private void tell(Told now) {
        told.set(Optional.empty());
        told.set(Optional.of(now));
    }

    private void drain() {
        for (Runnable next = done.poll(); next != null; next = done.poll()) {
            next.run();
        }
    }

    /** In words where there are some, else as the system says it. */
    private static Object why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> Message.of("window.report.noFolder");
            case AccessDeniedException _ -> Message.of("window.report.denied");
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> failure.getClass().getSimpleName();
        };
    }
}
