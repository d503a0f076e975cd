package dev.twinport.desktop.proof;

import dev.twinport.report.ReportFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms a report is saved in, each known by its file's name. */
public enum SavedForm {
    HTML("html", ReportFormat.HTML), JSON("json", ReportFormat.JSON), JUNIT("xml", ReportFormat.JUNIT);

    private final String extension;
    private final ReportFormat format;

    SavedForm(String extension, ReportFormat format) {
        this.extension = extension;
        this.format = format;
    }

    /** What its files' names end in, without the dot. */
    public String extension() {
        return extension;
    }

    ReportFormat format() {
        return format;
    }

    /** The form a file of that name has; empty when its name says none. */
    static Optional<SavedForm> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(form -> name.endsWith("." + form.extension)).findFirst();
    }

    /** The file with this form's ending behind its name. */
    Path named(Path file) {
        return file.resolveSibling(file.getFileName() + "." + extension);
    }
}
