package nexus.adapters.fix;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import nexus.adapters.orders.OrderStore;
import nexus.adapters.orders.StoredOrder;

/** The orders whose state is asked of the counterparty. Not safe from several threads at once. */
final class StatusQuestions {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Sends an OrderStatusRequest; false if it was not sent. */
    @FunctionalInterface
    interface Asker {
        boolean ask(StoredOrder order);
    }

    private final OrderStore store;
    private final Asker asker;
    private final Consumer<String> say;
    private final LongSupplier monotonicNanos;
    /** When something is to be done about a question: to ask it, or to say that nobody answers. */
    private final Map<String, Question> open = new LinkedHashMap<>();

    private boolean answersAny;

    private record Question(boolean again, long dueNanos) {}

    /** @param answersAny whether the counterparty takes such questions at all */
    StatusQuestions(
            OrderStore store, Asker asker, Consumer<String> say, LongSupplier monotonicNanos, boolean answersAny) {
        this.store = store;
        this.asker = asker;
        this.say = say;
        this.monotonicNanos = monotonicNanos;
        this.answersAny = answersAny;
    }

    /** Asks now; false if this counterparty does not answer that. */
    boolean ask(StoredOrder order) {
        if (!answersAny) {
            return false;
        }
        if (asker.ask(order)) {
            open.put(order.ref(), new Question(false, monotonicNanos.getAsLong() + PATIENCE_NANOS));
        }
        return true;
    }

    /** Asks once more, later: the answer may have overtaken the order. */
    void askAgain(String ref, long pauseNanos) {
        open.put(ref, new Question(true, monotonicNanos.getAsLong() + pauseNanos));
    }

    /** Something was said about the order; whether that was asked for. */
    boolean answered(String ref) {
        return open.remove(ref) != null;
    }

    /** The counterparty knows no such question. */
    void areNotTaken() {
        if (answersAny) {
            answersAny = false;
            open.clear();
            say.accept(
                    "the counterparty takes no OrderStatusRequest: orders that a lost connection leaves in doubt are to"
                            + " be looked up there, and settled by bin/gateway resolve (asksStatus: false says so from the start)");
        }
    }

    /** Nobody will answer on this connection any more. */
    void forget() {
        open.clear();
    }

    /** Does what is due; how much that was. */
    int pass(long nowNanos) {
        int done = 0;
        for (Iterator<Map.Entry<String, Question>> each = open.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Question> entry = each.next();
            if (nowNanos - entry.getValue().dueNanos() < 0) {
                continue;
            }
            done++;
            StoredOrder order = store.find(entry.getKey());
            if (order != null && order.isOpen() && entry.getValue().again() && asker.ask(order)) {
                entry.setValue(new Question(false, nowNanos + PATIENCE_NANOS));
            } else {
                each.remove();
                if (order != null && order.isOpen()) {
                    say.accept("no answer about order " + order.ref()
                            + ": look it up at the counterparty by that ClOrdID;" + " bin/gateway resolve settles it");
                }
            }
        }
        return done;
    }
}
