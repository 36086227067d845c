package nexus.journal.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of the journal: the folder {@code <first sequence, 20 digits>-<run id>} and its day files, in order. For one
 * thread.
 */
final class RunFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(\\d{20})-([A-Za-z0-9._-]{1,64})");
    private static final String DAY_SUFFIX = ".cq4";

    private final Path path;
    private final long firstSequence;
    private final List<Day> days = new ArrayList<>();
    private final FolderListing listing;
    private boolean hasRecords;

    private RunFolder(Path path, long firstSequence) {
        this.path = path;
        this.firstSequence = firstSequence;
        this.listing = new FolderListing(path);
    }

    /** Where the runs of a data folder are. */
    static Path journalFolder(Path dataFolder) {
        return dataFolder.resolve("journal");
    }

    /** The folder of a run. */
    static Path path(Path dataFolder, long firstSequence, String runId) {
        if (firstSequence < 1) {
            throw new IllegalArgumentException("first sequence " + firstSequence + ", expected 1 or more");
        }
        // Digits from 0 to 9 whatever the user's language: they are read back.
        String name = String.format(Locale.ROOT, "%020d-%s", firstSequence, runId);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("run id '" + runId + "': 1–64 letters, digits, '.', '_', '-' expected");
        }
        return journalFolder(dataFolder).resolve(name);
    }

    /** The run of this name in the journal folder; null if the name is not that of a run. */
    static RunFolder of(Path journalFolder, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        return new RunFolder(journalFolder.resolve(name), Long.parseLong(matcher.group(1)));
    }

    Path path() {
        return path;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** By its name; the first record should have it. */
    long firstSequence() {
        return firstSequence;
    }

    /** Whether the writer got as far as a first record. A run without one is as good as none. */
    boolean hasRecords() {
        if (!hasRecords) {
            refresh();
            hasRecords = days.stream().anyMatch(Day::hasRecords);
        }
        return hasRecords;
    }

    /** The day files that hold records, in order; a copy. */
    List<Day> days() {
        refresh();
        return days.stream().filter(Day::hasRecords).toList();
    }

    /** The first day file with records behind this one, or behind none if null; null if there is none. */
    Day dayAfter(Day day) {
        refresh();
        for (int i = days.indexOf(day) + 1; i < days.size(); i++) {
            if (days.get(i).hasRecords()) {
                return days.get(i);
            }
        }
        return null;
    }

    private void refresh() {
        String[] names = listing.ifChanged();
        if (names == null) {
            return;
        }
        String[] files = Arrays.stream(names)
                .filter(n -> n.endsWith(DAY_SUFFIX))
                .sorted()
                .toArray(String[]::new);
        days.removeIf(day -> closedIfGone(day, files));
        for (int i = 0; i < files.length; i++) {
            if (i >= days.size() || !days.get(i).file().path().endsWith(files[i])) {
                days.add(i, open(path.resolve(files[i])));
            }
        }
    }

    private static boolean closedIfGone(Day day, String[] files) {
        File file = day.file().path().toFile();
        if (Arrays.binarySearch(files, file.getName()) >= 0) {
            return false;
        }
        close(day);
        return true;
    }

    private static Day open(Path file) {
        try {
            return Day.open(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    private static void close(Day day) {
        try {
            day.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + day.file().path(), e);
        }
    }

    @Override
    public void close() {
        days.forEach(RunFolder::close);
        days.clear();
    }
}
