package nexus.replay.prune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/**
 * A run as it lies in the journal.
 *
 * @param folder where
 * @param firstNanos time of its first record
 * @param lastNanos time of its last record
 * @param problem why its ends cannot be read; empty if they can
 */
record StoredRun(Path folder, long first, long last, long firstNanos, long lastNanos, String problem) {
    private static final Pattern NAME = Pattern.compile("\\d{20}-[A-Za-z0-9._-]{1,64}");

    /** Its name in the journal. */
    String name() {
        return folder.getFileName().toString();
    }

    /** All runs with records, in their order. */
    static List<StoredRun> all(Path dataFolder, JournalReader journal) {
        List<StoredRun> runs = new ArrayList<>();
        for (Path folder : folders(dataFolder.resolve("journal"))) {
            long first;
            try {
                first = journal.firstSequenceOf(folder.getFileName().toString());
            } catch (IllegalArgumentException e) {
                // A run that died before its first record is as good as none.
                continue;
            }
            runs.add(of(
                    folder,
                    journal,
                    first,
                    journal.lastSequenceOf(folder.getFileName().toString())));
        }
        return runs;
    }

    private static List<Path> folders(Path journalFolder) {
        try (Stream<Path> folders = Files.list(journalFolder)) {
            return folders.filter(folder ->
                            NAME.matcher(folder.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + journalFolder + ": " + e.getMessage(), e);
        }
    }

    private static StoredRun of(Path folder, JournalReader journal, long first, long last) {
        JournalRecord record = new JournalRecord();
        try {
            long firstNanos = time(journal, record, first);
            return new StoredRun(folder, first, last, firstNanos, time(journal, record, last), "");
        } catch (JournalDamageException e) {
            return new StoredRun(folder, first, last, 0, Long.MAX_VALUE, e.getMessage());
        }
    }

    private static long time(JournalReader journal, JournalRecord record, long sequence) {
        if (!journal.seek(sequence)) {
            journal.seekBefore(sequence);
        }
        if (!journal.next(record)) {
            throw new IllegalStateException("there is no record " + sequence);
        }
        return record.timeNanos();
    }
}
