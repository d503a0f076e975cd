package dev.twinport.cli;

import dev.twinport.report.ReportFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One form of the results, and where it goes.
 *
 * @param format
 *            the form; empty for text, as a terminal shows it
 * @param file
 *            the file; empty for the standard output
 */
record Output(Optional<ReportFormat> format, Optional<Path> file) {

    /** Text on the standard output. */
    static final Output TEXT = new Output(Optional.empty(), Optional.empty());
}
