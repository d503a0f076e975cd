package dev.twinport.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The tutorial's manifests in the order in which it applies them. They are the files of this module's folder, packed as
 * resources.
 *
 * @param all
 *            the files
 */
public record Manifests(List<Manifest> all) {

    private static final String FOLDER = "/dev/twinport/manifests/";
    private static final List<String> NAMES = List.of("deployment.yml", "service.yml", "gateway.yaml",
            "destination-rule-all.yaml", "virtualservice.yaml");

    public Manifests {
        all = List.copyOf(all);
    }

    /** Reads the files that came with the program. */
    public static Manifests read() {
        return new Manifests(NAMES.stream().map(name -> new Manifest(name, text(name))).toList());
    }

    private static String text(String name) {
        try (InputStream in = Manifests.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its file " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
