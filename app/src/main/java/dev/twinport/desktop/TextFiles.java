package dev.twinport.desktop;

import java.io.IOException;
import java.nio.file.Path;

/** Where what the user saves is written. */
@FunctionalInterface
public interface TextFiles {

    /**
     * Writes the text in UTF-8 in place of what the file holds. Blocks, so not for the window's thread.
     *
     * @throws IOException
     *             when that fails; then the file is as it was
     */
    void write(Path file, String text) throws IOException;
}
