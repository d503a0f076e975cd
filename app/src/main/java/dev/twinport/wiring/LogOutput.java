package dev.twinport.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** What the libraries log: warnings, to the standard error, in one line each. */
public final class LogOutput {

    private LogOutput() {
    }

    /** Sets it up, once, before anything logs. A file named by {@code java.util.logging.config.file} has its way. */
    public static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = LogOutput.class.getResourceAsStream("/dev/twinport/logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
