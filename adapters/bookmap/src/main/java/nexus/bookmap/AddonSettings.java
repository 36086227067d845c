package nexus.bookmap;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the user may set, in {@code nexus-bookmap.properties} in the home folder. Without that file everything has its
 * default.
 */
final class AddonSettings {
    static final String FILE_NAME = "nexus-bookmap.properties";

    private static final Set<String> KEYS =
            Set.of("endpoint", "platform", "quotes", "folder", "gateway.key", "client.key");

    private final String endpoint;
    private final String platform;
    private final boolean quotes;
    private final Path folder;
    private final CurveKeys keys;

    private AddonSettings(String endpoint, String platform, boolean quotes, Path folder, CurveKeys keys) {
        this.endpoint = endpoint;
        this.platform = platform;
        this.quotes = quotes;
        this.folder = folder;
        this.keys = keys;
    }

    /**
     * Reads the settings.
     *
     * @param home folder of the user
     * @throws IOException in one line that names file, key and rule
     */
    static AddonSettings read(Path home) throws IOException {
        Path file = home.resolve(FILE_NAME);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage() + " (write \\ in paths twice, or /)", e);
            }
        }
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (!KEYS.contains(key)) {
                throw new IOException(file + ": " + key + " is no setting; want one of " + new TreeSet<>(KEYS));
            }
        }
        String endpoint = matching(file, properties, "endpoint", "tcp://127.0.0.1:5555", "tcp://.+:[0-9]{1,5}");
        String platform = matching(file, properties, "platform", "bookmap", "[A-Za-z0-9_.-]{1,64}");
        String quotes = matching(file, properties, "quotes", "false", "true|false");
        String folder = properties.getProperty("folder", "").strip();
        return new AddonSettings(
                endpoint,
                platform,
                Boolean.parseBoolean(quotes),
                folder.isEmpty() ? home.resolve(".nexus-bookmap") : home.resolve(folder),
                keys(home, file, properties));
    }

    private static String matching(Path file, Properties properties, String key, String otherwise, String pattern)
            throws IOException {
        String value = properties.getProperty(key, otherwise).strip();
        if (!value.matches(pattern)) {
            throw new IOException(file + ": " + key + " is '" + value + "': want " + pattern);
        }
        return value;
    }

    private static CurveKeys keys(Path home, Path file, Properties properties) throws IOException {
        String gateway = properties.getProperty("gateway.key", "").strip();
        String client = properties.getProperty("client.key", "").strip();
        if (gateway.isEmpty() && client.isEmpty()) {
            return null;
        }
        if (gateway.isEmpty() || client.isEmpty()) {
            throw new IOException(file + ": want both gateway.key and client.key, or neither");
        }
        return CurveKeys.read(home.resolve(client), home.resolve(gateway));
    }

    /** Of the gateway, {@code tcp://host:port}. */
    String endpoint() {
        return endpoint;
    }

    /** The name to register under. */
    String platform() {
        return platform;
    }

    /** Whether each change of the best bid and ask is told, beside the trades. */
    boolean quotes() {
        return quotes;
    }

    /** Where orders are remembered. */
    Path folder() {
        return folder;
    }

    /** For an endpoint that asks for them; else null. */
    CurveKeys keys() {
        return keys;
    }

    /** Whether both mean the same connection: instruments of the same platform share it. */
    boolean sharesConnectionWith(AddonSettings other) {
        return endpoint.equals(other.endpoint)
                && platform.equals(other.platform)
                && Objects.equals(folder, other.folder);
    }
}
