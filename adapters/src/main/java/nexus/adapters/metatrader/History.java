package nexus.adapters.metatrader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import nexus.adapters.metatrader.DwxText.DwxObject;
import nexus.adapters.orders.VenueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the EA for the deals of the last days, one question at a time. The file outlives the EA, so it counts only behind
 * the EA's word that it has written it. An answer is that to the oldest question, if one is lost: rather too old than too
 * young.
 */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long NANOS_PER_DAY = TimeUnit.DAYS.toNanos(1);

    private final CommandFiles commands;
    private final DwxFile file;
    private final LongSupplier epochNanos;
    private final Deque<Long> questions = new ArrayDeque<>();
    private boolean wanted;
    private long askedNanos;
    private boolean written;
    private long answeredNanos;

    /** @param epochNanos the wall clock */
    History(CommandFiles commands, LongSupplier epochNanos) {
        this.commands = commands;
        this.file = new DwxFile(commands.folder().resolve("DWX_Historic_Trades.txt"));
        this.epochNanos = epochNanos;
    }

    /** Asks at the next occasion. */
    void want() {
        wanted = true;
    }

    /**
     * Asks, if that is wanted and no answer is due.
     *
     * @param oldestNanos since when deals are wanted, since the epoch
     */
    void pass(long nowNanos, long oldestNanos) {
        if (!wanted || (!questions.isEmpty() && nowNanos - askedNanos < ANSWER_NANOS)) {
            return;
        }
        long days = Math.max(0, epochNanos.getAsLong() - oldestNanos) / NANOS_PER_DAY + 1;
        try {
            commands.put("GET_HISTORIC_TRADES", Long.toString(days));
            questions.add(nowNanos);
            askedNanos = nowNanos;
            wanted = false;
        } catch (VenueException e) {
            LOG.debug("deals are not asked for yet: {}", e.getMessage());
        }
    }

    /** Takes the EA's word that the file is written; false if nothing was asked. */
    boolean answered() {
        if (questions.isEmpty()) {
            return false;
        }
        answeredNanos = questions.poll();
        written = true;
        return true;
    }

    /** When the question was put, by the monotonic clock, that was answered last. */
    long answeredNanos() {
        return answeredNanos;
    }

    /** The EA was started again: no answer is due. */
    void restarted() {
        questions.clear();
        written = false;
    }

    /** What the file says, once the EA has written it; null while nothing is to come. */
    DwxObject news(long nowNanos) {
        DwxObject deals = written ? file.whole(nowNanos) : null;
        written = written && deals == null;
        return deals;
    }
}
