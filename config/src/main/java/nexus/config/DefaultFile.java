package nexus.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The commented {@code gateway.yaml} as shipped, for a first start in an empty folder. */
public final class DefaultFile {
    private static final String RESOURCE = "gateway.yaml";

    private DefaultFile() {}

    /** The whole text, with its comments. */
    public static String text() {
        try (InputStream stream = DefaultFile.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks nexus/config/" + RESOURCE);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("nexus/config/" + RESOURCE + " cannot be read from the jar", e);
        }
    }
}
