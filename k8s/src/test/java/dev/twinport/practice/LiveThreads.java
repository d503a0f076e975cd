package dev.twinport.practice;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts threads, virtual ones too, which no list of the JDK has: only its dump does. */
public final class LiveThreads {

    private LiveThreads() {
    }

    /** How many live threads have a name that begins so. */
    public static long named(String beginning) {
        try {
            Path directory = Files.createTempDirectory("threads");
            Path dump = directory.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                        ThreadDumpFormat.TEXT_PLAIN);
                try (Stream<String> lines = Files.lines(dump)) {
                    return lines.filter(line -> line.startsWith("#") && line.contains("\"" + beginning)).count();
                }
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
