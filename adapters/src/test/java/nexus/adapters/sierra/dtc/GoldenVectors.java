package nexus.adapters.sierra.dtc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages as another implementation writes them, by the titles that say what is in them. */
final class GoldenVectors {
    private static final String NAME = "golden-vectors.txt";

    private final Map<String, byte[]> byTitle = new LinkedHashMap<>();

    private GoldenVectors() {}

    static GoldenVectors load() throws IOException {
        GoldenVectors vectors = new GoldenVectors();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(GoldenVectors.class.getResourceAsStream(NAME), StandardCharsets.UTF_8))) {
            String title = null;
            StringBuilder hex = new StringBuilder();
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.isBlank() && title != null) {
                    vectors.byTitle.put(title, HexFormat.of().parseHex(hex));
                    title = null;
                    hex.setLength(0);
                } else if (title == null && !line.isBlank() && !line.startsWith("#")) {
                    title = line;
                } else if (title != null) {
                    hex.append(line);
                }
            }
            if (title != null) {
                vectors.byTitle.put(title, HexFormat.of().parseHex(hex));
            }
        }
        return vectors;
    }

    int count() {
        return byTitle.size();
    }

    /** The one whose title begins so. */
    byte[] titled(String beginning) {
        byte[] found = null;
        for (Map.Entry<String, byte[]> vector : byTitle.entrySet()) {
            if (vector.getKey().startsWith(beginning)) {
                if (found != null) {
                    throw new AssertionError("two begin with " + beginning);
                }
                found = vector.getValue();
            }
        }
        if (found == null) {
            throw new AssertionError("none begins with " + beginning);
        }
        return found;
    }
}
