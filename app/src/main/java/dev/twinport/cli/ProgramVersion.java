package dev.twinport.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as the build wrote it down. */
public final class ProgramVersion implements IVersionProvider {

    /** {@code 0.1.0}. */
    public static String text() {
        try (InputStream in = ProgramVersion.class.getResourceAsStream("/dev/twinport/version.properties")) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its version.");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] { "twinport " + text() };
    }
}
