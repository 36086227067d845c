package nexus.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key or key pair in a file, as CZMQ and pyzmq ({@code zmq.auth.load_certificate}) write and read it:
 *
 * <pre>
 * #  comment
 * metadata
 *     name = "nt8-office"
 *     for = "platform:nt8"
 * curve
 *     public-key = "Yne@$w-vo&lt;fVvi]a&lt;NY6T1ed:M$fCG*[IaLV{hID"
 *     secret-key = "…"
 * </pre>
 */
final class Certificate {
    private static final String PUBLIC_KEY = "public-key";
    private static final String SECRET_KEY = "secret-key";
    private static final long MAX_BYTES = 16 << 10;

    private final Map<String, String> values;
    private final KeyPair keys;

    private Certificate(Map<String, String> values, KeyPair keys) {
        this.values = values;
        this.keys = keys;
    }

    /** The lines of a file that anybody may see. */
    static List<String> publicLines(KeyPair keys, Map<String, String> metadata) {
        return lines("Public certificate: the other side may have it.", keys, metadata, false);
    }

    /** The lines of a file that only its owner may read. */
    static List<String> secretLines(KeyPair keys, Map<String, String> metadata) {
        return lines(
                "SECRET certificate: whoever can read this file can connect. Show it to nobody.", keys, metadata, true);
    }

    private static List<String> lines(String title, KeyPair keys, Map<String, String> metadata, boolean secret) {
        List<String> lines = new ArrayList<>(List.of("#   ZeroMQ CURVE", "#   " + title, "", "metadata"));
        metadata.forEach((key, value) -> lines.add("    " + key + " = \"" + value + "\""));
        lines.add("curve");
        lines.add("    " + PUBLIC_KEY + " = \"" + keys.publicText() + "\"");
        if (secret) {
            lines.add("    " + SECRET_KEY + " = \"" + keys.secretText() + "\"");
        }
        return lines;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no certificate; the message quotes nothing of it
     */
    static Certificate read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is no certificate: longer than " + MAX_BYTES + " bytes");
        }
        Map<String, String> values = new LinkedHashMap<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1)));
            }
        });
        byte[] publicKey = key(file, values, PUBLIC_KEY);
        byte[] secretKey = key(file, values, SECRET_KEY);
        if (publicKey == null) {
            throw new IOException(file + " is no certificate: it has no " + PUBLIC_KEY);
        }
        values.remove(SECRET_KEY);
        return new Certificate(values, new KeyPair(publicKey, secretKey));
    }

    private static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() > 1
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static byte[] key(Path file, Map<String, String> values, String name) throws IOException {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        byte[] key = Z85.decode(text);
        if (key == null || key.length != KeyPair.KEY_BYTES) {
            throw new IOException(file + " is no certificate: its " + name + " is not 40 characters of Z85");
        }
        return key;
    }

    /** The public key, and the secret one if the file has it. */
    KeyPair keys() {
        return keys;
    }

    /** What the metadata says of this. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
