package nexus.replay.seal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import nexus.journal.seal.ChainEntry;
import nexus.journal.seal.SealEntry;
import nexus.journal.seal.SealFolder;
import nexus.replay.table.Manifest;

/**
 * The seals that hold the records of a range: of each tree the first seal that reaches to the range's end, or the tree's
 * last one. Named, not verified; that is what {@code seal verify} does.
 */
public final class CoveringSeals {
    private CoveringSeals() {}

    /**
     * The seals in the order of their records.
     *
     * @param problems told if they cannot be read, or something else is in their place: then there are none
     */
    public static List<Manifest.Seal> of(Path dataFolder, Manifest.Covered covered, Consumer<String> problems) {
        try {
            return of(dataFolder, covered.firstSequence(), covered.lastSequence());
        } catch (IOException | IllegalArgumentException e) {
            problems.accept("The seals cannot be read, see 'replay seal verify': " + e.getMessage());
            return List.of();
        }
    }

    private static List<Manifest.Seal> of(Path dataFolder, long first, long last) throws IOException {
        Map<Long, Manifest.Seal> byTree = new TreeMap<>();
        for (Path file : SealFolder.files(SealFolder.of(dataFolder))) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    boolean isWhole = line.endsWith("}");
                    if (isWhole) {
                        take(file, ChainEntry.parse(line), first, last, byTree);
                    }
                }
            }
        }
        return new ArrayList<>(byTree.values());
    }

    private static void take(Path file, ChainEntry entry, long first, long last, Map<Long, Manifest.Seal> byTree) {
        if (!(entry.what() instanceof SealEntry.Seal seal) || seal.first() > last || seal.last() < first) {
            return;
        }
        Manifest.Seal known = byTree.get(seal.first());
        if (known == null || known.lastSequence() < last) {
            String name = file.getFileName() + "#" + entry.number();
            byTree.put(seal.first(), new Manifest.Seal(name, seal.first(), seal.last(), seal.root()));
        }
    }
}
