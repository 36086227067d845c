package nexus.replay.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.cost.CostBook;
import nexus.replay.audit.cost.OrderCost;
import nexus.replay.audit.market.Market;
import nexus.replay.audit.market.Markets;
import nexus.replay.audit.market.PriceCheck;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.audit.order.AuditedOrder;
import nexus.replay.audit.order.OrderAudit;
import nexus.replay.audit.order.OrderListener;
import nexus.replay.audit.statement.StatementCheck;
import nexus.replay.clock.ClockBook;
import nexus.replay.command.RecordFields;
import nexus.replay.figures.PriceCharts;

/** Takes each record of the range together with what the router made of it, and hands it to those who check it. */
final class AuditBooks implements OrderListener, Markets.Listener {
    private final Router router;
    private final AuditOptions options;
    private final RecordFields fields = new RecordFields();
    private final Findings findings = new Findings();
    private final OrderAudit orders;
    private final Markets markets;
    private final PriceCheck prices;
    private final CostBook costs;
    private final SlippagePoints slippage = new SlippagePoints();
    private final PriceCharts charts = new PriceCharts();
    private final Optional<StatementCheck> statement;
    private final ClockBook clock = new ClockBook();
    private final long firstNanos;
    private long lastSequence;
    private long lastNanos;
    private long records;
    private long ticks;
    private long signals;
    private long ordersSent;
    private long executions;

    /**
     * Begins where the router stands.
     *
     * @param firstNanos time of the first record to come
     * @param orderCosts gets each executed order once nothing more is to come of it
     */
    AuditBooks(Router router, AuditOptions options, long firstNanos, Consumer<OrderCost> orderCosts) {
        Thresholds thresholds = options.thresholds();
        this.router = router;
        this.options = options;
        this.firstNanos = firstNanos;
        this.orders = new OrderAudit(router, thresholds, findings, this, firstNanos);
        this.markets = new Markets(thresholds.marketBeforeNanos(), thresholds.priceAgeNanos());
        this.prices = new PriceCheck(findings, markets, thresholds.marketBeforeNanos(), thresholds.marketAfterNanos());
        this.statement = options.statement().map(stated -> new StatementCheck(findings, stated));
        this.costs = new CostBook(markets, thresholds.priceAgeNanos(), cost -> {
            slippage.add(cost);
            orderCosts.accept(cost);
        });
    }

    /** Takes a record that the router has just taken. */
    void take(JournalRecord record) {
        records++;
        lastSequence = record.sequence();
        lastNanos = record.timeNanos();
        orders.clock(lastNanos);
        prices.clock(lastNanos);
        costs.clock(lastNanos);
        switch (record.kind()) {
            case RUN -> orders.run();
            case PLATFORM_IN -> platformIn(record);
            case NEXUS_IN -> nexusIn(record);
            case PLATFORM_OUT -> orders.platformOut(record, fields.of(record));
            case NEXUS_OUT -> orders.nexusOut(record, fields.of(record));
            case CHECKPOINT -> orders.checkpoint(fields.of(record).integer(Keys.LAST_SEQUENCE));
            case OPERATOR_IN -> orders.otherInput(record);
            case CONTROL -> {
                orders.otherInput(record);
                clock.take(record);
            }
            case NOTE -> clock.take(record);
            default -> {
                // Nothing that an audit looks at.
            }
        }
    }

    private void platformIn(JournalRecord record) {
        if (router.changes().isTick()) {
            ticks++;
            charts.tick(router.changes(), record.timeNanos());
            markets.tick(fields.of(record), router.changes().tickPlatform(), record.timeNanos(), this);
        } else {
            orders.platformIn(record, fields.of(record));
        }
    }

    private void nexusIn(JournalRecord record) {
        if (Types.SIGNAL.equals(fields.of(record).type())) {
            signals++;
            orders.signal(record, fields);
        } else {
            orders.otherInput(record);
        }
    }

    @Override
    public void beforeTick(Market market, long timeNanos) {
        costs.beforeTick(market, timeNanos);
    }

    @Override
    public void afterTick(Market market, long timeNanos, double bid, double ask, double trade) {
        prices.tick(market, bid, ask, trade);
    }

    @Override
    public void made(AuditedOrder order) {
        costs.made(order);
    }

    @Override
    public void sent(AuditedOrder order) {
        ordersSent++;
        costs.sent(order);
    }

    @Override
    public void acknowledged(AuditedOrder order, long timeNanos) {
        costs.acknowledged(order);
    }

    @Override
    public void executed(Execution fill, AuditedOrder order, String symbol) {
        executions++;
        router.changes().execution().ifPresent(counted -> charts.executed(counted, fill.timeNanos()));
        if (order == null) {
            prices.executed(fill, fill.platform(), fill.platformSymbol(), symbol, fill.namedId(), false, false);
            statement.ifPresent(check ->
                    check.executed(fill, fill.platform(), fill.side(), symbol, fill.platformSymbol(), fill.namedId()));
        } else {
            prices.executed(
                    fill,
                    order.platform(),
                    order.platformSymbol(),
                    symbol,
                    order.orderId(),
                    order.isItsLimit(fill.price()),
                    order.isBuy());
            String side = order.isBuy() ? "BUY" : "SELL";
            statement.ifPresent(check ->
                    check.executed(fill, order.platform(), side, symbol, order.platformSymbol(), order.orderId()));
            costs.executed(fill, order);
        }
    }

    @Override
    public void ended(AuditedOrder order) {
        costs.ended(order);
    }

    /**
     * What was found.
     *
     * @param firstSequence of the first record that was taken
     * @param notices what else is to be said
     * @param damage see there
     */
    AuditReport report(long firstSequence, List<String> notices, String damage) {
        orders.end(lastNanos);
        prices.end();
        costs.end(lastNanos);
        Optional<StatementCheck.Outcome> stated = statement.map(check -> check.end(firstNanos, lastNanos));
        return new AuditReport(
                new AuditReport.Range(firstSequence, lastSequence, firstNanos, lastNanos, records, ticks),
                options.thresholds(),
                new AuditReport.Counts(signals, ordersSent, executions, orders.resent()),
                findings,
                costs.summaries(),
                costs.latencies(),
                slippage.curves(),
                charts.traded(),
                clock.report(),
                stated,
                notices,
                damage);
    }
}
