package dev.twinport.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

/** The threads, virtual ones too, that a server in this process has. */
final class ServerThreads {

    private ServerThreads() {
    }

    /** Names of the live threads of the server that listens, or listened, on a port. */
    static Set<String> of(int port) {
        try {
            // The JVM writes a dump only to a file that is not there yet.
            Path directory = Files.createTempDirectory("threads");
            Path dump = directory.resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                    ThreadDumpFormat.TEXT_PLAIN);
            String text = Files.readString(dump);
            Files.delete(dump);
            Files.delete(directory);
            Set<String> names = new TreeSet<>();
            Matcher found = Pattern.compile("\"(echo-" + port + "-[^\"]*)\"").matcher(text);
            while (found.find()) {
                names.add(found.group(1));
            }
            return names;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
