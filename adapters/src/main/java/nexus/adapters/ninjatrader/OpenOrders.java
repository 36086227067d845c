package nexus.adapters.ninjatrader;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nexus.adapters.orders.OrderDesk;
import nexus.adapters.orders.Steps;

/**
 * Orders that are open, and those that have just ended, and what silence about one means: that NinjaTrader never took
 * its instruction, which is then withdrawn, or that it took it and has probably refused it, which is in doubt.
 */
final class OpenOrders {
    /** How long an order that has ended is still looked at: its last execution may be written after its end. */
    private static final long AFTER_END_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String account;
    private final long silenceNanos;
    private final Outgoing outgoing;
    private final Consumer<String> say;
    private final Map<String, OrderWatch> byRef = new LinkedHashMap<>();
    private final Map<String, Long> endedNanos = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> toldSilent = new HashSet<>();
    private final Set<String> toCancel = new HashSet<>();
    private OrderDesk desk;

    OpenOrders(NinjaTraderSettings settings, Outgoing outgoing, Consumer<String> say) {
        this.account = settings.account();
        this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(settings.silenceMillis());
        this.outgoing = outgoing;
        this.say = say;
    }

    /** Once, before anything else. */
    void join(OrderDesk theDesk) {
        desk = theDesk;
    }

    /** Follows an order that was sent, or may have been. */
    void watch(String ref, Steps steps, long nowNanos) {
        OrderWatch watch = new OrderWatch(ref, nowNanos, steps, outgoing, desk, say);
        watch.find(account);
        byRef.put(ref, watch);
    }

    /** Whether there is none to look at. */
    boolean isEmpty() {
        return byRef.isEmpty();
    }

    /** Whether a file must be looked at again soon to be sure. */
    boolean isUnconfirmed() {
        return byRef.values().stream().anyMatch(OrderWatch::isUnconfirmed);
    }

    /** The folder was listed anew. */
    void listed() {
        byRef.values().forEach(watch -> watch.find(account));
    }

    /** NinjaTrader was started again, and its files are gone. */
    void restarted() {
        String refs = byRef.values().stream()
                .filter(watch -> watch.isSeen() && !watch.isPresent() && !endedNanos.containsKey(watch.ref()))
                .map(OrderWatch::ref)
                .collect(Collectors.joining(", "));
        if (!refs.isEmpty()) {
            say.accept("NinjaTrader was started again and has no files any more of these open orders: " + refs
                    + ": look in its Orders tab, and settle what is not there with bin/gateway resolve");
        }
    }

    /** The order's instruction was withdrawn before NinjaTrader took it, as far as can be told. */
    void withdrawn(String ref) {
        withdrawn.add(ref);
    }

    /** Whether NinjaTrader has the order; if not yet, it is to be canceled once it has. */
    boolean canBeCanceled(String ref) {
        OrderWatch watch = byRef.get(ref);
        boolean seen = watch == null || watch.isSeen();
        if (!seen) {
            toCancel.add(ref);
        }
        return seen;
    }

    /** Whether what is known of the order, after a look, is what NinjaTrader says now. */
    boolean isKnown(String ref, long nowNanos) {
        OrderWatch watch = byRef.get(ref);
        if (watch != null) {
            watch.pass(nowNanos);
        }
        return watch != null && watch.isKnown();
    }

    /**
     * Looks at all of them.
     *
     * @param cancel takes the refs of those that are to be canceled, and now can be
     * @return how many had news
     */
    int pass(long nowNanos, Consumer<String> cancel) {
        int news = 0;
        Iterator<OrderWatch> all = byRef.values().iterator();
        while (all.hasNext()) {
            OrderWatch watch = all.next();
            String ref = watch.ref();
            news += watch.pass(nowNanos) ? 1 : 0;
            if (endedNanos.containsKey(ref)) {
                if (nowNanos - endedNanos.get(ref) > AFTER_END_NANOS) {
                    all.remove();
                    forget(ref);
                }
            } else if (!desk.store().find(ref).isOpen()) {
                endedNanos.put(ref, nowNanos);
            } else if (!watch.isSeen()) {
                silent(ref, nowNanos - watch.sinceNanos());
            } else if (toCancel.remove(ref)) {
                cancel.accept(ref);
            }
        }
        return news;
    }

    private void forget(String ref) {
        endedNanos.remove(ref);
        withdrawn.remove(ref);
        toldSilent.remove(ref);
        toCancel.remove(ref);
    }

    private void silent(String ref, long nanos) {
        if (withdrawn.contains(ref)) {
            // It is withdrawn after one silence; if nothing has come of it for another, nothing will.
            if (nanos > 2 * silenceNanos) {
                desk.rejected(
                        ref,
                        "not sent: NinjaTrader did not take the instruction file, which was withdrawn: start it, and"
                                + " turn on Tools > Options > Automated Trading Interface > AT Interface");
            }
        } else if (nanos > silenceNanos && toldSilent.add(ref)) {
            say.accept(
                    "NinjaTrader has written nothing about order " + ref + ": it has probably refused it (see Control"
                            + " Center > Log), but that is not certain. It stays in doubt and is not sent again: look in the"
                            + " Orders tab, and settle it with bin/gateway resolve");
        }
    }
}
