package dev.twinport.practice.api;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A kubeconfig of a practice cluster: address, certificate and token of one user. The file can be read by its owner
 * only, and is there in whole or not at all.
 */
final class KubeconfigFile {

    private static final String CLUSTER = "practice";

    private KubeconfigFile() {
    }

    /**
     * Writes it.
     *
     * @param directory
     *            where to; created when missing
     * @param name
     *            of the file, the user and the context
     *
     * @return the file, {@code NAME.kubeconfig} in that directory; replaced when it was there
     */
    static Path write(Path directory, String name, URI server, String certificatePem, String token) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, CLUSTER, ".tmp");
        try {
            restrictToOwner(unfinished);
            writeAndSync(unfinished, content(name, server, certificatePem, token));
            return Files.move(unfinished, directory.resolve(name + ".kubeconfig"), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static String content(String name, URI server, String certificatePem, String token) {
        String authority = Base64.getEncoder().encodeToString(certificatePem.getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %2$s
                  cluster:
                    server: %3$s
                    certificate-authority-data: %4$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %2$s
                    user: %1$s
                    namespace: default
                users:
                - name: %1$s
                  user:
                    token: %5$s
                """.formatted(name, CLUSTER, server, authority, token);
    }

    private static void writeAndSync(Path file, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** A file made by createTempFile is the owner's alone where there are POSIX modes; said again to be sure. */
    private static void restrictToOwner(Path file) throws IOException {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        if (views.contains("posix")) {
            Files.setPosixFilePermissions(file,
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        } else if (views.contains("acl")) {
            AclEntry ownerOnly = AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(Files.getOwner(file))
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class)).build();
            Files.getFileAttributeView(file, AclFileAttributeView.class).setAcl(List.of(ownerOnly));
        }
    }
}
