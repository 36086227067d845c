package nexus.replay.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nexus.replay.table.Manifest;

/** The exports in some folders, and whether they hold what a run holds. */
final class Exports {
    private static final int MAX_DEPTH = 8;

    private final String journalId;
    private final List<ExportManifest> usable = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final Map<Path, String> checked = new HashMap<>();

    private Exports(String journalId) {
        this.journalId = journalId;
    }

    /** @param folders which may be missing; manifests are looked for in and below them */
    static Exports in(List<Path> folders, String journalId) throws IOException {
        Exports exports = new Exports(journalId);
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.walk(folder, MAX_DEPTH)) {
                    List<Path> manifests = found.filter(
                                    file -> file.getFileName().toString().equals(Manifest.NAME))
                            .sorted()
                            .toList();
                    for (Path manifest : manifests) {
                        exports.take(manifest);
                    }
                }
            }
        }
        exports.usable.sort(Comparator.comparingLong(ExportManifest::first));
        return exports;
    }

    private void take(Path path) throws IOException {
        try {
            ExportManifest manifest = ExportManifest.read(path);
            if (manifest.journalId().equals(journalId)) {
                usable.add(manifest);
            } else {
                unusable.add(path + ": it is of journal " + manifest.journalId());
            }
        } catch (IllegalArgumentException e) {
            unusable.add(path + ": " + e.getMessage());
        }
    }

    /**
     * What covers a run, and what does not.
     *
     * @param manifests that cover it, in the order of their records
     * @param problem why it does not count as exported; empty if it does
     */
    record Cover(List<ExportManifest> manifests, String problem) {}

    /** Whether these records are all exported, to files that are there and unchanged. */
    Cover cover(long first, long last) throws IOException {
        List<ExportManifest> used = new ArrayList<>();
        String broken = "";
        long next = first;
        for (ExportManifest manifest : usable) {
            if (next <= last && manifest.first() <= next && manifest.last() >= next) {
                String problem = problem(manifest);
                if (problem.isEmpty()) {
                    used.add(manifest);
                    next = manifest.last() + 1;
                } else {
                    broken = "; " + manifest.path() + ": " + problem;
                }
            }
        }
        if (next > last) {
            return new Cover(used, "");
        }
        String found = broken.isEmpty() && !unusable.isEmpty() ? "; " + unusable.get(0) : broken;
        return new Cover(
                List.of(), "not exported: no manifest covers records " + next + "–" + last + " losslessly" + found);
    }

    private String problem(ExportManifest manifest) throws IOException {
        String problem = checked.get(manifest.path());
        if (problem == null) {
            problem = manifest.problem();
            checked.put(manifest.path(), problem);
        }
        return problem;
    }
}
