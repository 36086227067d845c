package nexus.adapters.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import nexus.adapters.link.Commission;
import nexus.adapters.link.Fill;
import nexus.adapters.link.OrderRequest;
import nexus.adapters.link.OrderStatus;
import nexus.adapters.link.OrderType;
import nexus.adapters.link.Side;
import nexus.adapters.link.TimeInForce;
import nexus.journal.boot.BootId;

/**
 * An adapter's orders, written before anything goes to the platform. Orders that have ended are forgotten after 8 days,
 * one more than the gateway remembers their ids. Safe from any thread.
 *
 * <p>What was written survives the death of the process. That of the machine it survives where the system does not tell one
 * boot from the other ({@link BootId}): there each order waits for the disk, 0.2 ms and more. Where it does tell, a start
 * after the machine has died knows that lines may be missing: no order is taken for unsent then, and {@link
 * #mayHaveForgotten} says that an order that is not here need not be unknown.
 */
public final class OrderStore implements AutoCloseable {
    private static final long KEPT_NANOS = TimeUnit.DAYS.toNanos(8);
    private static final String RECEIVED = "R";
    private static final String SENDING = "S";
    private static final String ACKNOWLEDGED = "A";
    private static final String EXECUTED = "E";
    private static final String ENDED = "D";
    /** Of the file: its third field is the boot that it was written in. */
    private static final String BOOT = "B";
    /** Of the file: it was closed in order. */
    private static final String CLOSED = "C";
    /** Of the file: the machine had died before this. */
    private static final String LOST = "L";

    private final OrderLog log;
    private final LongSupplier epochNanos;
    private final String bootId;
    private final Map<String, Entry> byRef = new LinkedHashMap<>();
    private final Map<String, Entry> byPlatformId = new HashMap<>();
    private final Map<String, Entry> byExecId = new HashMap<>();

    /** What is known of one order, and the lines that said so. */
    private static final class Entry {
        private final OrderRequest request;
        private final long receivedNanos;
        private final List<String[]> lines = new ArrayList<>();
        private final List<Execution> executions = new ArrayList<>();
        private boolean sent;
        private boolean acknowledged;
        private String platformId;
        private OrderStatus status = OrderStatus.WORKING;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal paid = BigDecimal.ZERO;
        private String reason;
        private long lastNanos;

        private Entry(OrderRequest request, long receivedNanos) {
            this.request = request;
            this.receivedNanos = receivedNanos;
        }

        private StoredOrder view() {
            return new StoredOrder(
                    request,
                    receivedNanos,
                    sent,
                    acknowledged,
                    platformId,
                    status,
                    filled,
                    filled.signum() == 0 ? null : paid.divide(filled, MathContext.DECIMAL64),
                    reason,
                    lastNanos);
        }
    }

    /** @param executedNanos by the platform, 0 if it did not say; toldNanos when we learned of it */
    private record Execution(
            String execId,
            BigDecimal quantity,
            BigDecimal price,
            long executedNanos,
            long toldNanos,
            Commission commission) {}

    private String lastBootId = BootId.UNKNOWN;
    private boolean closedInOrder;
    /** When the machine was last found to have died, since the epoch; 0 if never. */
    private long lostNanos;

    private OrderStore(OrderLog log, LongSupplier epochNanos, String bootId) {
        this.log = log;
        this.epochNanos = epochNanos;
        this.bootId = bootId;
    }

    /**
     * Takes the folder and reads what it remembers.
     *
     * @param folder of this adapter alone, made where missing
     * @param epochNanos the wall clock
     * @throws IOException if another process has the folder, or the memory is damaged: one line that says what to do
     */
    public static OrderStore open(Path folder, LongSupplier epochNanos) throws IOException {
        return open(folder, epochNanos, BootId.current());
    }

    static OrderStore open(Path folder, LongSupplier epochNanos, String bootId) throws IOException {
        OrderLog log = OrderLog.open(folder);
        OrderStore store = new OrderStore(log, epochNanos, bootId);
        boolean opened = false;
        try {
            for (String[] line : log.read()) {
                store.closedInOrder = line[0].equals(CLOSED);
                store.apply(line);
            }
            store.lookForLosses();
            store.forgetOld();
            log.rewrite(store.lines());
            opened = true;
            return store;
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    /** Without an id of that boot each order had waited for the disk. */
    private void lookForLosses() {
        if (closedInOrder || lastBootId.equals(BootId.UNKNOWN) || BootId.isSame(lastBootId, bootId)) {
            return;
        }
        lostNanos = epochNanos.getAsLong();
        for (Entry entry : byRef.values()) {
            if (!entry.sent && !entry.status.isEnded()) {
                apply(new String[] {SENDING, Long.toString(lostNanos), entry.request.ref()});
            }
        }
    }

    private List<String[]> lines() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {BOOT, Long.toString(epochNanos.getAsLong()), bootId});
        if (mayHaveForgotten()) {
            lines.add(new String[] {LOST, Long.toString(lostNanos), null});
        }
        byRef.values().forEach(entry -> lines.addAll(entry.lines));
        return lines;
    }

    private void forgetOld() {
        long before = epochNanos.getAsLong() - KEPT_NANOS;
        byRef.values().removeIf(entry -> entry.status.isEnded() && entry.lastNanos < before);
        // Earlier names of an order too.
        byPlatformId.values().removeIf(entry -> byRef.get(entry.request.ref()) != entry);
        byExecId.values().removeIf(entry -> byRef.get(entry.request.ref()) != entry);
    }

    /** Remembers an order; false if it is known already, and nothing may be done. */
    public synchronized boolean received(OrderRequest order) {
        if (byRef.containsKey(order.ref())) {
            return false;
        }
        write(
                RECEIVED,
                order.ref(),
                order.orderId(),
                order.symbol(),
                order.side().name(),
                order.quantity().toPlainString(),
                order.type().name(),
                text(order.limitPrice()),
                text(order.stopPrice()),
                order.timeInForce() == null ? null : order.timeInForce().name());
        return true;
    }

    /** The order may reach the platform from now on; remembered when this returns. */
    public synchronized void sending(String ref) {
        require(ref);
        write(SENDING, ref);
        if (bootId.equals(BootId.UNKNOWN)) {
            log.force();
        }
    }

    /** Whether an order that is not here may have been sent all the same: the machine died in the last 8 days. */
    public synchronized boolean mayHaveForgotten() {
        return lostNanos > epochNanos.getAsLong() - KEPT_NANOS;
    }

    /** The platform has accepted the order, or has a name for it; false if both were known. */
    public synchronized boolean acknowledged(String ref, String platformId) {
        Entry entry = require(ref);
        boolean news = !entry.acknowledged || (platformId != null && !platformId.equals(entry.platformId));
        if (news) {
            write(ACKNOWLEDGED, ref, platformId);
        }
        return news;
    }

    /**
     * Remembers an execution; false if it is known already. Also of an order that has ended: money moved.
     *
     * @param executedNanos by the platform, since the epoch; 0 if it does not say
     * @param commission or null
     */
    public synchronized boolean executed(
            String ref,
            String execId,
            BigDecimal quantity,
            BigDecimal price,
            long executedNanos,
            Commission commission) {
        require(ref);
        if (byExecId.containsKey(execId)) {
            return false;
        }
        write(
                EXECUTED,
                ref,
                execId,
                quantity.toPlainString(),
                price.toPlainString(),
                Long.toString(executedNanos),
                commission == null ? null : text(commission.amount()),
                commission == null ? null : commission.currency());
        return true;
    }

    /** Whether an execution of that id was remembered. */
    public synchronized boolean hasExecution(String execId) {
        return byExecId.containsKey(execId);
    }

    /** The order was rejected or canceled; false if it had ended before. */
    public synchronized boolean ended(String ref, OrderStatus status, String reason) {
        Entry entry = require(ref);
        if (entry.status.isEnded()) {
            return false;
        }
        if (!status.isEnded()) {
            throw new IllegalArgumentException(status + " is no end");
        }
        write(ENDED, ref, status.name(), reason);
        return true;
    }

    /** What is remembered of an order, or null. */
    public synchronized StoredOrder find(String ref) {
        Entry entry = ref == null ? null : byRef.get(ref);
        return entry == null ? null : entry.view();
    }

    /** The order that the platform calls so, or null. */
    public synchronized StoredOrder byPlatformId(String platformId) {
        Entry entry = byPlatformId.get(platformId);
        return entry == null ? null : entry.view();
    }

    /** The orders of which something may still come, oldest first. */
    public synchronized List<StoredOrder> open() {
        return byRef.values().stream()
                .filter(entry -> !entry.status.isEnded())
                .map(Entry::view)
                .toList();
    }

    /** All that is remembered, oldest first. */
    public synchronized List<StoredOrder> all() {
        return byRef.values().stream().map(Entry::view).toList();
    }

    /** The executions since a time, order by order. */
    public synchronized List<Fill> executionsSince(long sinceNanos) {
        List<Fill> fills = new ArrayList<>();
        for (Entry entry : byRef.values()) {
            for (Execution execution : entry.executions) {
                if (execution.toldNanos() >= sinceNanos) {
                    fills.add(new Fill(
                            entry.request.ref(),
                            entry.request.symbol(),
                            execution.quantity(),
                            execution.price(),
                            execution.execId(),
                            entry.platformId,
                            execution.executedNanos(),
                            execution.commission()));
                }
            }
        }
        return fills;
    }

    private Entry require(String ref) {
        Entry entry = byRef.get(ref);
        if (entry == null) {
            throw new IllegalArgumentException("no order " + ref + " was received");
        }
        return entry;
    }

    private void write(String what, String ref, String... details) {
        String[] line = new String[3 + details.length];
        line[0] = what;
        line[1] = Long.toString(epochNanos.getAsLong());
        line[2] = ref;
        System.arraycopy(details, 0, line, 3, details.length);
        log.append(line);
        apply(line);
    }

    /** The one place that changes what is known, for a line just written as for one read. */
    private void apply(String[] line) {
        long nanos = Long.parseLong(line[1]);
        switch (line[0]) {
            case BOOT -> lastBootId = line[2];
            case LOST -> lostNanos = nanos;
            case CLOSED -> {}
            default -> applyToOrder(line, nanos);
        }
    }

    private void applyToOrder(String[] line, long nanos) {
        Entry entry = line[0].equals(RECEIVED) ? receive(line, nanos) : require(line[2]);
        entry.lines.add(line);
        entry.lastNanos = nanos;
        switch (line[0]) {
            case RECEIVED -> byRef.put(line[2], entry);
            case SENDING -> entry.sent = true;
            case ACKNOWLEDGED -> acknowledge(entry, line[3]);
            case EXECUTED -> execute(entry, execution(line, nanos));
            case ENDED -> {
                entry.status = OrderStatus.valueOf(line[3]);
                entry.reason = line[4];
            }
            default -> throw new IllegalArgumentException("a line of an unknown kind: " + line[0]);
        }
    }

    private static Entry receive(String[] line, long nanos) {
        return new Entry(
                new OrderRequest(
                        line[2],
                        line[3],
                        line[4],
                        Side.valueOf(line[5]),
                        decimal(line[6]),
                        OrderType.valueOf(line[7]),
                        decimal(line[8]),
                        decimal(line[9]),
                        line[10] == null ? null : TimeInForce.valueOf(line[10])),
                nanos);
    }

    private void acknowledge(Entry entry, String platformId) {
        entry.acknowledged = true;
        if (platformId != null) {
            // A platform may give an order another name; the earlier ones still mean it.
            entry.platformId = platformId;
            byPlatformId.put(platformId, entry);
        }
    }

    private static Execution execution(String[] line, long nanos) {
        return new Execution(
                line[3],
                decimal(line[4]),
                decimal(line[5]),
                Long.parseLong(line[6]),
                nanos,
                // Lines of before commissions were noted are shorter.
                line.length < 9 ? null : Commission.of(decimal(line[7]), line[8]));
    }

    private void execute(Entry entry, Execution execution) {
        byExecId.put(execution.execId(), entry);
        entry.executions.add(execution);
        entry.acknowledged = true;
        entry.filled = entry.filled.add(execution.quantity());
        entry.paid = entry.paid.add(execution.quantity().multiply(execution.price()));
        boolean complete = entry.filled.compareTo(entry.request.quantity()) >= 0;
        if (complete || !entry.status.isEnded()) {
            entry.status = complete ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        }
    }

    private static String text(BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    @Override
    public synchronized void close() {
        try (log) {
            log.append(CLOSED, Long.toString(epochNanos.getAsLong()));
            log.force();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the order store", e);
        }
    }
}
