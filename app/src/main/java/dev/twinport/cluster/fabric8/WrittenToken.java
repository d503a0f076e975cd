package dev.twinport.cluster.fabric8;

import dev.twinport.cluster.ClusterException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that stands in a kubeconfig. Whoever wrote it there renews it there: it is read anew when the file has
 * changed. Safe for use by several threads.
 */
final class WrittenToken implements OAuthTokenProvider {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenToken.class);

    private final List<Path> files;
    private final Reading reading;
    private String current;
    private List<Optional<FileTime>> written;

    /** Reads the token as the files have it now. */
    @FunctionalInterface
    interface Reading {

        Optional<String> token() throws ClusterException;
    }

    /**
     * @param files
     *            where it may stand
     * @param first
     *            the token as it was read last
     */
    WrittenToken(List<Path> files, String first, Reading reading) {
        this.files = List.copyOf(files);
        this.current = first;
        this.reading = reading;
        this.written = written();
    }

    @Override
    public synchronized String getToken() {
        List<Optional<FileTime>> now = written();
        if (!now.equals(written)) {
            written = now;
            try {
                current = reading.token().orElse(current);
            } catch (ClusterException e) {
                // Half a file is read while it is written: what is there a moment later is another change.
                LOG.warn("The kubeconfig has changed and cannot be read: {}", e.reason());
            }
        }
        return current;
    }

    private List<Optional<FileTime>> written() {
        return files.stream().map(WrittenToken::written).toList();
    }

    private static Optional<FileTime> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
