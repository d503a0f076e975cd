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

    /** The image the Deployments name. */
    public static final String IMAGE = "twinport/echo-server:0.1.0";

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

    /**
     * The same with another image of the server.
     *
     * @param image
     *            an image reference, as in {@code registry.example/echo-server:1}
     *
     * @throws IllegalArgumentException
     *             if it is empty or has characters no image reference has
     */
    public Manifests withImage(String image) {
        if (!image.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")) {
            throw new IllegalArgumentException("'" + image + "' is not an image reference.");
        }
        return new Manifests(all.stream().map(manifest -> new Manifest(manifest.name(),
                manifest.text().replace("image: " + IMAGE, "image: " + image))).toList());
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
