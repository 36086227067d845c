package nexus.journal.store;

import java.util.Optional;
import nexus.journal.store.DayFile.Found;

/** Says what lies behind the last sound record of a file. */
final class TornTail {
    /** How far bytes that should be zero are looked at. */
    private static final int SCAN_BYTES = 1 << 20;

    private TornTail() {}

    /** In words; empty if the file ends cleanly at {@code position}, where record {@code sequence} would come. */
    static Optional<String> describe(DayFile file, long position, long sequence) {
        Found found = file.look(position);
        String what;
        if (found == Found.END) {
            return Optional.empty();
        } else if (found == Found.DAMAGE) {
            what = file.problem();
        } else if (found == Found.RECORD) {
            what = "a record that is not sound";
        } else {
            long dirty = firstNonZero(file, file.position());
            if (dirty < 0) {
                return Optional.empty();
            }
            what = "an append that did not end, bytes at offset " + dirty;
        }
        return Optional.of(
                "behind record " + (sequence - 1) + ": " + what + ", file " + file.path() + ", offset " + position);
    }

    private static long firstNonZero(DayFile file, long position) {
        for (long at = position; at < position + SCAN_BYTES && file.has(at, 4); at += 4) {
            if (file.word(at) != 0) {
                return at;
            }
        }
        return -1;
    }
}
