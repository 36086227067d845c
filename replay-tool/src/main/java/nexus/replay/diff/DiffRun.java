package nexus.replay.diff;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import nexus.config.NormalForm;
import nexus.config.RouterConfig;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.journal.store.JournalDamageException;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.command.NoJournalException;
import nexus.replay.playback.Playback;
import nexus.replay.profit.Values;

/**
 * Moves two routers along a journal: one as recorded and held against the recorded outputs, one with another
 * configuration. Up to the first record of the range there is one, with the recorded configuration; from there on the
 * other configuration holds throughout, whatever CONFIG records follow.
 */
final class DiffRun {
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final OrderPairs pairs = new OrderPairs();
    private final Assumptions assumptions = new Assumptions();
    private final Consumer<Difference> differences;
    private final Playback playback;
    private final Side then;
    private final Side now;
    private final Translation translation;
    private final Comparison comparison;
    private final Scale scale;
    private Difference first;

    private DiffRun(
            Playback playback,
            RouterConfig other,
            Map<String, BigDecimal> multipliers,
            Consumer<Difference> differences,
            JournalRecord begin) {
        this.playback = playback;
        this.differences = differences;
        scale = new Scale(begin.sequence());
        Router recorded = playback.router();
        boolean isFresh = recorded.lastInput() == 0;
        Router fitted = isFresh ? new Router() : Router.ofState(recorded.stateBytes());
        // One measure for both: what a point is worth must not make the difference.
        Values values = Values.of(multipliers, recorded.money(), fitted.money());
        then = new Side(recorded, values, begin.timeNanos());
        now = new Side(fitted, values, begin.timeNanos());
        translation = new Translation(NormalForm.of(other), scale, pairs);
        comparison = new Comparison(other, pairs, this::found);
        if (!isFresh) {
            now.router().route(translation.configuration(begin, scale.beforeFirst()), assumptions);
        }
    }

    /** What there is to compare, and how. */
    record Task(
            Path dataFolder,
            JournalReader journal,
            long first,
            long last,
            RouterConfig other,
            Map<String, BigDecimal> multipliers) {}

    /**
     * Compares.
     *
     * @param differences hears of each as it is found, in the order of the journal
     * @param progress told of each record
     * @param problems told of what cannot be used on the way
     * @throws NoJournalException if there is no state from which to begin
     * @throws JournalDamageException if the journal is damaged before the range
     */
    static DiffResult run(Task task, Consumer<Difference> differences, LongConsumer progress, Consumer<String> problems)
            throws NoJournalException {
        Playback playback = Playback.before(task.dataFolder(), task.journal(), task.first(), null, problems);
        JournalRecord record = new JournalRecord();
        long sequence = playback.start();
        while (sequence < task.first() - 1 && playback.next(record)) {
            sequence = record.sequence();
            progress.accept(sequence);
        }
        if (!task.journal().next(record)) {
            throw new NoJournalException("there is no record " + task.first());
        }
        DiffRun run = new DiffRun(playback, task.other(), task.multipliers(), differences, record);
        return run.result(task, record, progress);
    }

    /** Takes this record and all that follow. */
    private DiffResult result(Task task, JournalRecord record, LongConsumer progress) {
        long firstNanos = record.timeNanos();
        long lastNanos = firstNanos;
        long lastSequence = 0;
        Optional<String> damage = Optional.empty();
        try {
            boolean isThere = true;
            while (isThere) {
                take(record);
                lastSequence = record.sequence();
                lastNanos = record.timeNanos();
                progress.accept(lastSequence);
                isThere = lastSequence < task.last() && task.journal().next(record);
            }
        } catch (JournalDamageException e) {
            damage = Optional.of(e.getMessage());
        }
        return DiffResult.of(
                new DiffResult.Range(task.first(), lastSequence, firstNanos, lastNanos),
                first,
                counts,
                translation.withheld(),
                then,
                now,
                playback.replay().firstDivergence(),
                damage);
    }

    private void take(JournalRecord record) {
        playback.replay().accept(record);
        if (!record.kind().isInput()) {
            return;
        }
        then.count(record, false);
        JournalRecord input = translation.of(record, then.changes());
        if (input == null) {
            return;
        }
        now.router().route(input, assumptions);
        now.count(input, false);
        comparison.compare(record, then.changes(), now.changes());
        assumptions.answer(now.router(), pairs, scale.sequence(record.sequence()), record.timeNanos(), this::assume);
        comparison.end();
    }

    private void assume(JournalRecord answer, OrderView order, String what) {
        now.router().route(answer, assumptions);
        now.count(answer, true);
        now.changes().orders().forEach(pairs::changedNow);
        comparison.assumed(order, what);
    }

    private void found(Difference difference) {
        if (first == null) {
            first = difference;
        }
        counts.merge(difference.kind(), 1L, Long::sum);
        differences.accept(difference);
    }
}
