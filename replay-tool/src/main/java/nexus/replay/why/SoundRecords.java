package nexus.replay.why;

import java.util.ArrayList;
import java.util.List;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;

/** The records of a stretch that can be read, in order. What cannot is passed over and named. */
final class SoundRecords {
    private final JournalReader journal;
    private final long last;
    private final List<String> unreadable = new ArrayList<>();

    /** @param first where to begin, or behind it where that cannot be read */
    SoundRecords(JournalReader journal, long first, long last) {
        this.journal = journal;
        this.last = last;
        journal.seekBefore(first);
    }

    /** Shows the next record that can be read; false behind the last. */
    boolean next(JournalRecord into) {
        while (true) {
            try {
                return journal.next(into) && into.sequence() <= last;
            } catch (JournalDamageException e) {
                boolean goesOn = e.sequence() <= last && journal.seekAtLeast(e.sequence());
                unreadable.add(range(e, goesOn ? journal.nextSequence() : 0) + e.getMessage());
                if (!goesOn) {
                    return false;
                }
            }
        }
    }

    /** @param next the next that can be read, 0 if there is none */
    private static String range(JournalDamageException damage, long next) {
        long first = damage.sequence();
        if (next == 0) {
            return "nothing from record " + first + " on can be read: ";
        }
        return next <= first + 1 ? "" : "records " + first + " to " + (next - 1) + " cannot be read: ";
    }

    /** What was passed over, in words, oldest first. */
    List<String> unreadable() {
        return unreadable;
    }
}
