package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nexus.journal.message.Code;

/** Counts what comes back for each signal, and what comes twice. Safe from any thread. */
final class StrategyAccount {
    private static final String OPEN = "OPEN";
    private static final String FILLED = "FILLED";
    private static final String IN_DOUBT = "IN_DOUBT";
    private static final Set<String> ENDED = Set.of("CANCELED", "REJECTED", "ABANDONED");

    /** A signal's order on one platform. */
    private static final class OnPlatform {
        private String status = OPEN;
        private BigDecimal told = BigDecimal.ZERO;
        private BigDecimal claimed = BigDecimal.ZERO;
    }

    private static final class Sent {
        private final BigDecimal quantity;
        private final Map<String, OnPlatform> platforms = new LinkedHashMap<>();
        private boolean acknowledged;
        private boolean refused;

        private Sent(BigDecimal quantity) {
            this.quantity = quantity;
        }

        private OnPlatform on(String platform) {
            return platforms.computeIfAbsent(platform == null ? "" : platform, name -> new OnPlatform());
        }
    }

    private final Map<String, Sent> signals = new LinkedHashMap<>();
    private final Set<String> executions = new HashSet<>();
    private final Set<Long> seqs = new HashSet<>();
    private long ticks;
    private int fills;
    private int fillsTwice;
    private int eventsTwice;

    synchronized void tick() {
        ticks++;
    }

    synchronized void sent(Signal signal) {
        signals.put(signal.orderId(), new Sent(signal.quantity()));
    }

    /** The signal was not sent after all. */
    synchronized void unsent(String orderId) {
        signals.remove(orderId);
    }

    synchronized void acknowledged(NexusHandler.SignalAck ack) {
        Sent sent = signals.get(ack.orderId());
        if (isNew(ack.seq()) && sent != null) {
            sent.acknowledged = true;
            ack.platforms().forEach(sent::on);
        }
    }

    synchronized void rejected(NexusHandler.Reject reject) {
        Sent sent = signals.get(reject.orderId());
        if (!isNew(reject.seq()) || sent == null) {
            return;
        }
        if (reject.platform() == null) {
            sent.refused = true;
        } else {
            sent.on(reject.platform()).status = "REJECTED";
        }
    }

    /** Returns whether the fill was told for the first time. */
    synchronized boolean filled(NexusHandler.OrderFill fill) {
        if (fill.flags().contains(Code.DUPLICATE_FILL.name())) {
            return false;
        }
        boolean newSeq = fill.seq() == 0 || seqs.add(fill.seq());
        boolean newExecution = fill.execId() == null || executions.add(fill.platform() + " " + fill.execId());
        if (!newSeq || !newExecution) {
            fillsTwice++;
            return false;
        }
        fills++;
        Sent sent = signals.get(fill.orderId());
        if (sent != null) {
            OnPlatform order = sent.on(fill.platform());
            order.told = order.told.add(fill.quantity());
            if (order.told.compareTo(sent.quantity) >= 0) {
                order.status = FILLED;
            }
        }
        return true;
    }

    synchronized void status(NexusHandler.OrderState state) {
        Sent sent = signals.get(state.orderId());
        if (!isNew(state.seq()) || sent == null || state.status() == null) {
            return;
        }
        OnPlatform order = sent.on(state.platform());
        order.status = state.status();
        if (state.filled() != null) {
            order.claimed = state.filled();
        }
    }

    /** The client has left out what came twice. */
    synchronized void repeated() {
        eventsTwice++;
    }

    private boolean isNew(long seq) {
        if (seq == 0 || seqs.add(seq)) {
            return true;
        }
        eventsTwice++;
        return false;
    }

    /** How many of the signals' orders stand at each status, by name. */
    synchronized Map<String, Integer> ordersByStatus() {
        Map<String, Integer> counts = new HashMap<>();
        signals.values()
                .forEach(sent -> sent.platforms.values().forEach(order -> counts.merge(order.status, 1, Integer::sum)));
        return counts;
    }

    synchronized Tally tally() {
        Map<String, Integer> byStatus = ordersByStatus();
        int orders = byStatus.values().stream().mapToInt(Integer::intValue).sum();
        int filled = byStatus.getOrDefault(FILLED, 0);
        int inDoubt = byStatus.getOrDefault(IN_DOUBT, 0);
        int ended = ENDED.stream()
                .mapToInt(status -> byStatus.getOrDefault(status, 0))
                .sum();
        return new Tally(
                ticks,
                signals.size(),
                countSignals(true, false),
                countSignals(false, true),
                countSignals(false, false),
                orders,
                filled,
                ended,
                inDoubt,
                orders - filled - ended - inDoubt,
                fills,
                fillsTwice,
                eventsTwice,
                countMissing());
    }

    private int countSignals(boolean acknowledged, boolean refused) {
        return (int) signals.values().stream()
                .filter(sent -> sent.acknowledged == acknowledged && (sent.acknowledged || sent.refused == refused))
                .count();
    }

    private int countMissing() {
        return (int) signals.values().stream()
                .flatMap(sent -> sent.platforms.values().stream())
                .filter(order -> order.told.compareTo(order.claimed) < 0)
                .count();
    }
}
