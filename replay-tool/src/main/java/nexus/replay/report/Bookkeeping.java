package nexus.replay.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.clock.ClockBook;
import nexus.replay.command.RecordFields;
import nexus.replay.figures.Latency;
import nexus.replay.figures.PriceCharts;
import nexus.replay.profit.Account;
import nexus.replay.profit.Commission;
import nexus.replay.profit.ProfitBook;
import nexus.replay.profit.ProfitTable;
import nexus.replay.profit.Values;
import org.HdrHistogram.Histogram;

/** Takes each record of the range together with what the router made of it, and keeps everything that is reported. */
final class Bookkeeping {
    private static final long LONGEST_NANOS = 30L * 24 * 3_600 * 1_000_000_000;

    private final Router router;
    private final long firstNanos;
    private final RecordFields fields = new RecordFields();
    private final SignalTally signals = new SignalTally();
    private final OrderTally orders = new OrderTally();
    private final TripTally trips = new TripTally();
    private final PriceCharts charts = new PriceCharts();
    private final ExposureTally exposures = new ExposureTally();
    private final Commission commission = new Commission();
    private final ClockBook clock = new ClockBook();
    private final Histogram tickToSignal = new Histogram(LONGEST_NANOS, 3);
    private final Map<String, Long> flagged = new TreeMap<>();
    private final List<FlaggedExecution> flaggedList = new ArrayList<>();
    private final List<Range.Run> runs = new ArrayList<>();
    private final Values values;
    private final ProfitBook book;
    private final EquityCurve equity;
    private long executions;
    private long runCount;
    private long lastSequence;
    private long lastNanos;

    /**
     * Begins where the router stands.
     *
     * @param firstNanos time of the first record to come
     */
    Bookkeeping(Router router, Map<String, BigDecimal> multipliers, long firstNanos) {
        this.router = router;
        this.firstNanos = firstNanos;
        this.values = Values.of(multipliers, router.money(), router.money());
        this.book = new ProfitBook(values, trips::add);
        this.equity = new EquityCurve(firstNanos);
        book.carry(router, firstNanos);
        router.positions()
                .filter(position -> position.quantity().signum() != 0)
                .forEach(position ->
                        exposures.set(position.platform(), position.symbol(), position.quantity(), firstNanos));
        orders.openBefore(router.orders().filter(order -> !order.isEnded()).count());
    }

    /** Takes a record that the router has just taken. */
    void take(JournalRecord record) {
        lastSequence = record.sequence();
        lastNanos = record.timeNanos();
        clock.take(record);
        switch (record.kind()) {
            case PLATFORM_IN -> platformIn(record);
            case NEXUS_IN -> nexusIn(record);
            case PLATFORM_OUT -> platformOut(record);
            case RUN -> run(record);
            case OPERATOR_IN, CONTROL -> {
                signals.other(router.changes());
                orderEvents(record, false);
            }
            default -> {
                // Answers, events for NEXUS, checkpoints, notes: nothing is counted by them.
            }
        }
    }

    private void platformIn(JournalRecord record) {
        Changes changes = router.changes();
        if (changes.isTick()) {
            charts.tick(changes, record.timeNanos());
            if (book.price(changes.tickPlatform(), changes.tickSymbol(), changes.tickPrice())) {
                equity.add(record.timeNanos(), book.equity());
            }
            return;
        }
        signals.other(changes);
        orderEvents(record, Types.ORDER_ACK.equals(fields.of(record).type()));
    }

    private void orderEvents(JournalRecord record, boolean isAck) {
        Changes changes = router.changes();
        changes.execution().ifPresent(execution -> execution(record, execution));
        for (OrderView order : changes.orders()) {
            orders.changed(order, isAck, record.timeNanos());
        }
    }

    private void execution(JournalRecord record, CountedExecution execution) {
        boolean isTrade = execution.kind() != CountedExecution.Kind.ADJUSTED;
        executions += isTrade ? 1 : 0;
        BigDecimal charged = commission.of(record);
        Account account = book.execute(execution, charged, commission.currency(), record.timeNanos());
        equity.add(record.timeNanos(), book.equity());
        exposures.set(account.platform(), account.symbol(), account.quantity(), record.timeNanos());
        if (isTrade) {
            charts.executed(execution, record.timeNanos());
            orders.executed(execution, record.timeNanos());
        }
        flag(record, execution);
    }

    private void flag(JournalRecord record, CountedExecution execution) {
        List<String> flags = new ArrayList<>();
        execution.flags().forEach(flag -> flags.add(flag.name()));
        if (execution.kind() != CountedExecution.Kind.REPORTED) {
            flags.add(execution.kind().name());
        }
        if (flags.isEmpty()) {
            return;
        }
        flags.forEach(flag -> flagged.merge(flag, 1L, Long::sum));
        if (flaggedList.size() < ExecutionCounts.MAX_LISTED) {
            flaggedList.add(new FlaggedExecution(
                    record.sequence(),
                    record.timeNanos(),
                    List.copyOf(flags),
                    execution.platform(),
                    execution.symbol(),
                    execution.side(),
                    execution.quantity(),
                    execution.price(),
                    execution.orderId()));
        }
    }

    private void nexusIn(JournalRecord record) {
        if (!Types.SIGNAL.equals(fields.of(record).type())) {
            signals.other(router.changes());
            return;
        }
        signals.signal(router.changes());
        String symbol = fields.text(Keys.SYMBOL);
        long tickNanos = symbol == null ? 0 : charts.lastTickNanos(symbol);
        if (tickNanos != 0) {
            tickToSignal.recordValue(Math.min(LONGEST_NANOS, record.timeNanos() - tickNanos));
        }
        router.changes().orders().forEach(order -> orders.made(order, record.timeNanos()));
    }

    private void platformOut(JournalRecord record) {
        String type = fields.of(record).type();
        if (Types.ORDER.equals(type)) {
            orders.sent(fields.text(Keys.REF), record.timeNanos());
        } else if (Types.ORDER_CANCEL.equals(type)) {
            orders.cancelSent();
        }
    }

    private void run(JournalRecord record) {
        runCount++;
        if (runs.size() < Range.MAX_RUNS) {
            fields.of(record);
            runs.add(new Range.Run(
                    fields.text(Keys.RUN_ID),
                    fields.text(Keys.BUILD),
                    fields.integer(Keys.ROUTER_VERSION),
                    record.sequence(),
                    record.timeNanos()));
        }
    }

    /**
     * The report.
     *
     * @param firstSequence of the first record that was taken
     * @param moreNotices what else is to be said
     * @param damage see there
     */
    TradingReport report(long firstSequence, List<String> moreNotices, String damage) {
        book.revalue();
        equity.add(lastNanos, book.equity());
        ProfitTable profit = book.table();
        List<String> notices = new ArrayList<>(moreNotices);
        notices.addAll(ClockNotices.of(clock.report()));
        notices.addAll(Notices.of(profit, values, commission.currencies(), book));
        return new TradingReport(
                new Range(firstSequence, lastSequence, firstNanos, lastNanos, charts.ticks(), runCount, runs),
                values.multipliers(),
                signals.counts(),
                orders.counts(),
                new ExecutionCounts(executions, new LinkedHashMap<>(flagged), flaggedList),
                profit,
                equity.drawdown(),
                trips.all(),
                trips.bySymbol(),
                exposures.until(lastNanos, lastNanos - firstNanos),
                List.of(
                        Latency.of("tick → signal", tickToSignal),
                        orders.signalToOrder(),
                        orders.orderToAck(),
                        orders.orderToFill()),
                equity.equity(),
                equity.drawdowns(),
                charts.traded(),
                notices,
                damage);
    }
}
