package nexus.gateway.duty;

import java.io.IOException;
import java.nio.file.Path;
import nexus.gateway.router.ControlRecords;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.RecordKind;
import nexus.journal.prune.PruneAct;
import nexus.journal.prune.PruneActs;

/** Journals, at a start, what was taken out of the journal while no gateway ran. Not routed: no output depends on it. */
final class PruneNotes {
    /** A longer act is journaled by its hash alone. */
    private static final int MAX_TEXT = 256 << 10;

    private final JournalAppender journal;
    private final JournalClock clock;
    private final PruneActs acts;
    private final ControlRecords records = new ControlRecords();

    PruneNotes(JournalAppender journal, JournalClock clock, Path dataFolder) {
        this.journal = journal;
        this.clock = clock;
        this.acts = PruneActs.of(dataFolder);
    }

    /**
     * Appends a record for each act that the journal does not tell of. A process that dies here may tell of one twice,
     * never not at all.
     *
     * @throws IOException if the journal cannot be synced. What is wrong with the acts themselves goes to the log: it is no
     *     reason not to trade
     */
    void write() throws IOException {
        Iterable<PruneAct> untold;
        try {
            acts.unfinished()
                    .ifPresent(act -> RouterLog.GATEWAY.warn(
                            "a prune was begun and not ended: {}. Stop the gateway and run 'replay prune --resume'",
                            act.describe()));
            untold = acts.unjournaled();
        } catch (IOException e) {
            RouterLog.GATEWAY.error("ALARM {}", e.getMessage());
            return;
        }
        for (PruneAct act : untold) {
            long sequence = append(act);
            journal.sync();
            RouterLog.GATEWAY.info("[{}] {}", sequence, act.describe());
            try {
                acts.markJournaled(act, sequence);
            } catch (IOException e) {
                RouterLog.GATEWAY.warn("[{}] act {} will be journaled again: {}", sequence, act.number(), e.toString());
            }
        }
    }

    private long append(PruneAct act) {
        String text = PruneActs.text(act);
        MapWriter message = records.prune(
                act.number(),
                act.timeNanos(),
                act.who(),
                act.reason(),
                act.policy(),
                act.first(),
                act.last(),
                act.runs().stream().map(PruneAct.Run::folder).toList(),
                PruneActs.sha256(act),
                text.length() > MAX_TEXT ? "" : text);
        return journal.append(
                RecordKind.NOTE, 0, 0, 0, clock.nanos(), message.buffer(), message.offset(), message.length());
    }
}
