package nexus.adapters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded day of gold futures that may lie beside the repository; see the README. */
public final class GoldDay {
    private static final Path NAME = Path.of("shared", "data", "gc-2013-10-07-trades.csv.gz");
    private static final String CONTRACT = "201312";

    private GoldDay() {}

    /** One trade; the price as it is written. */
    public record Trade(long epochMillis, String price, int size) {}

    /** All trades of the busiest contract; empty if the file is not there. */
    public static List<Trade> trades() throws IOException {
        Path file = find();
        List<Trade> trades = new ArrayList<>();
        if (file == null) {
            return trades;
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            String line;
            while ((line = lines.readLine()) != null) {
                String[] columns = line.split(",", -1);
                if (columns[1].equals(CONTRACT)) {
                    trades.add(new Trade(Long.parseLong(columns[0]), columns[2], Integer.parseInt(columns[3])));
                }
            }
        }
        return trades;
    }

    private static Path find() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(NAME))) {
                return folder.resolve(NAME);
            }
        }
        return null;
    }
}
