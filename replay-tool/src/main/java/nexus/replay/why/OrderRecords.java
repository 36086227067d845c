package nexus.replay.why;

import java.util.List;
import nexus.journal.store.JournalReader;
import nexus.replay.command.Interruption;
import nexus.replay.command.Progress;

/**
 * The records of one order's life: what names it, and what came of that.
 *
 * @param sequences in the journal's order
 * @param isIncomplete whether there were too many to be kept
 * @param unreadable what could not be read, in words: something may be missing then
 */
public record OrderRecords(List<Long> sequences, boolean isIncomplete, List<String> unreadable) {
    /**
     * Reads the whole journal.
     *
     * @param id {@code order_id} of a signal, {@code ref} of an order, or a platform's own id of one
     */
    public static OrderRecords of(JournalReader journal, String id, Progress progress, Interruption interruption) {
        IdSearch search =
                new IdSearch(journal, journal.firstSequence(), journal.lastSequence(), progress, interruption);
        search.run(id);
        return new OrderRecords(
                search.found().stream().map(KeptRecord::sequence).toList(), search.isIncomplete(), search.unreadable());
    }
}
