package nexus.gateway.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that there is never half of one. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a text, in UTF-8; replaces what was there.
     *
     * @throws IOException if it could not be written: one line with the file's name
     */
    public static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw new IOException("could not write " + file + ": " + e, e);
        }
    }
}
