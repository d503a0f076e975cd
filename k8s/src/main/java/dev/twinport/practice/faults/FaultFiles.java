package dev.twinport.practice.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of {@code k8s/faults}, as they are packed with the program. */
final class FaultFiles {

    private static final String FOLDER = "/dev/twinport/manifests/faults/";

    private FaultFiles() {
    }

    /** The names of the folders, in order. */
    static List<String> folders() {
        return read("index").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** A file's text; {@code path} as in {@code TWP-05a-subset-missing/inject}. */
    static String read(String path) {
        try (InputStream in = FaultFiles.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file faults/" + path + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
