package dev.twinport.cluster.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of one practice cluster's own, which nobody else may look into: its kubeconfig holds a token. */
final class PracticeFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeFolder.class);

    private final Path path;

    PracticeFolder() throws IOException {
        this.path = Files.createTempDirectory("twinport-practice-");
    }

    Path path() {
        return path;
    }

    /** Takes it away; the practice cluster has taken its kubeconfig out before. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("The folder {} is left behind: {}", path, e.getMessage());
        }
    }
}
