package dev.twinport.cli;

import dev.twinport.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A file that is written whole or not at all: whoever reads it meanwhile finds the one before. */
public final class OutputFile {

    private OutputFile() {
    }

    /** Why the file could not be written, as far as that can be said before; empty when it seems it can. */
    static Optional<Message> problem(Path file) {
        if (Files.isDirectory(file)) {
            return Optional.of(Message.of("cli.outputIsFolder", file.toString()));
        }
        if (isDevice(file)) {
            return Files.isWritable(file) ? Optional.empty() : notWritable(file);
        }
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            return Optional.of(Message.of("cli.outputFolderMissing", file.toString(), folder.toString()));
        }
        boolean writable = Files.isWritable(folder) && (!Files.exists(file) || Files.isWritable(file));
        return writable ? Optional.empty() : notWritable(file);
    }

    /**
     * Writes the text in UTF-8: beside the file first, then in its place. A pipe or a device is written to directly.
     *
     * @throws IOException
     *             when that fails; then the file is as it was
     */
    public static void write(Path file, String text) throws IOException {
        if (isDevice(file)) {
            Files.writeString(file, text, StandardOpenOption.WRITE);
            return;
        }
        // What a link leads to is replaced, not the link.
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path temporary = folder(target).resolve(
                ".twinport-%s.tmp".formatted(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())));
        try {
            Files.writeString(temporary, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** {@code /dev/null}, a named pipe, a shell's {@code >(...)}. */
    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static Optional<Message> notWritable(Path file) {
        return Optional.of(Message.of("cli.outputNotWritable", file.toString()));
    }
}
