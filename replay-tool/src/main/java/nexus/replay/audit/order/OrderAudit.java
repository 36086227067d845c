package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.math.MathContext;
import nexus.gateway.router.Changes;
import nexus.gateway.router.CountedExecution;
import nexus.gateway.router.OrderView;
import nexus.gateway.router.Router;
import nexus.gateway.router.SymbolMeaning;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.model.Thresholds;
import nexus.replay.command.RecordFields;

/** Follows all orders through the records, each time behind the router, and has each checked. */
public final class OrderAudit {
    private final Router router;
    private final OrderListener listener;
    private final OrderLedger ledger = new OrderLedger();
    private final ExecutionCheck executions;
    private final RepeatCheck repeats;
    private final TotalsCheck totals;
    private final AnswerCheck answers;
    private final SignalCheck signals;
    private final TimeCheck times;
    private final StatusCheck statuses;
    private final PositionCheck positions;
    private int runs;

    /** Begins where the router stands: its orders and positions are carried in. */
    public OrderAudit(Router router, Thresholds thresholds, Findings findings, OrderListener listener, long timeNanos) {
        this.router = router;
        this.listener = listener;
        this.executions = new ExecutionCheck(findings, thresholds.raceNanos());
        this.repeats = new RepeatCheck(findings, thresholds.repeatNanos());
        this.totals = new TotalsCheck(findings);
        this.answers = new AnswerCheck(findings, thresholds.answerNanos());
        this.signals = new SignalCheck(findings, thresholds.answerNanos());
        this.times = new TimeCheck(findings, thresholds.clockErrorNanos());
        this.statuses = new StatusCheck(findings, thresholds.settleNanos());
        this.positions = new PositionCheck(findings, thresholds.settleNanos());
        router.orders().forEach(view -> carryIn(view, timeNanos));
        router.positions().forEach(positions::carryIn);
    }

    private void carryIn(OrderView view, long timeNanos) {
        AuditedOrder order = new AuditedOrder(view, true);
        order.carry(view);
        ledger.add(order);
        if (order.isEnded()) {
            order.endNanos = timeNanos;
            ledger.ended(order);
        }
    }

    /** The gateway was started: its connections are numbered anew. */
    public void run() {
        runs++;
    }

    /** Time has come so far. */
    public void clock(long nowNanos) {
        statuses.clock(nowNanos);
        positions.clock(nowNanos);
        ledger.forget(nowNanos);
    }

    /** A checkpoint shows that all outputs of the inputs up to this one are on record. */
    public void checkpoint(long lastInput) {
        signals.checkpoint(lastInput);
    }

    /** How many executions came once more after a reconnect, as they should. */
    public long resent() {
        return repeats.resent();
    }

    /** Takes a signal. */
    public void signal(JournalRecord record, RecordFields fields) {
        long statedNanos = ExecutionReader.statedNanos(fields);
        times.signal(record, statedNanos, fields.id(Keys.ORDER_ID), fields.text(Keys.SYMBOL));
        if (router.changes().orders().isEmpty()) {
            signals.refused(record, fields);
        }
        for (OrderView view : router.changes().orders()) {
            AuditedOrder order = new AuditedOrder(view, false);
            order.signalNanos = record.timeNanos();
            order.signalStatedNanos = statedNanos;
            order.needsChecks = router.hasLimits();
            order.changedSequence = record.sequence();
            ledger.add(order);
            signals.made(order);
            listener.made(order);
        }
    }

    /** Takes what else may change orders: operators, restarts, refused sends. */
    public void otherInput(JournalRecord record) {
        Changes changes = router.changes();
        changes.execution().ifPresent(execution -> decided(record, execution));
        for (OrderView view : changes.orders()) {
            AuditedOrder order = ledger.byRef(view.ref());
            if (order != null) {
                moved(record, order, view);
            }
        }
    }

    /** What the gateway or an operator found out about an order, not the platform. */
    private void moved(JournalRecord record, AuditedOrder order, OrderView view) {
        order.isInDoubt = "IN_DOUBT".equals(view.state());
        if (view.isEnded() && !order.isEnded()) {
            end(record, order, AuditedOrder.State.valueOf(view.state()));
            signals.settled(order);
            if (order.answerNanos == 0) {
                answers.endedUnanswered(order);
            }
        }
        totals.changed(order, record.sequence());
    }

    private void decided(JournalRecord record, CountedExecution execution) {
        AuditedOrder order = ledger.byRef(execution.ref());
        if (order != null && execution.kind() == CountedExecution.Kind.RESOLVED) {
            BigDecimal before = order.cumulative();
            order.execute(
                    execution.quantity().divide(order.universalFactor, MathContext.DECIMAL128),
                    execution.price(),
                    record.sequence());
            hold(order, before);
        } else if (execution.kind() == CountedExecution.Kind.ADJUSTED) {
            BigDecimal moved =
                    "SELL".equals(execution.side()) ? execution.quantity().negate() : execution.quantity();
            positions.moved(execution.platform(), execution.symbol(), execution.contract(), moved);
        }
    }

    /** Takes what was handed to a platform. */
    public void platformOut(JournalRecord record, RecordFields fields) {
        if (!Types.ORDER.equals(fields.type())) {
            return;
        }
        AuditedOrder order = ledger.byRef(fields.text(Keys.REF));
        BigDecimal quantity = fields.decimal(Keys.QUANTITY);
        if (order == null || order.signalSequence != record.cause() || quantity == null) {
            signals.withoutSignal(
                    record, fields, router.view().platformOf(record.source()).orElse(null));
            return;
        }
        order.sentSequence = record.sequence();
        order.sentNanos = record.timeNanos();
        order.platformSymbol = String.valueOf(fields.text(Keys.SYMBOL));
        order.side = fields.text(Keys.SIDE);
        order.quantity = quantity;
        order.limit = fields.decimal(Keys.LIMIT_PRICE);
        signals.settled(order);
        listener.sent(order);
    }

    /** Takes what NEXUS was told. */
    public void nexusOut(JournalRecord record, RecordFields fields) {
        switch (fields.type()) {
            case Types.REJECT -> signals.rejectTold(record.cause());
            case Types.SIGNAL_ACK -> signals.acknowledgementTold(record.cause(), fields);
            case Types.ORDER_FILL, Types.ORDER_STATUS -> {
                AuditedOrder order = ledger.told(
                        fields.text(Keys.PLATFORM),
                        fields.id(Keys.ORDER_ID),
                        fields.text(Keys.SYMBOL),
                        fields.text(Keys.SIDE));
                if (order != null) {
                    totals.told(record, fields, order);
                }
            }
            default -> {
                // Of no order.
            }
        }
    }

    /** Takes a message of a platform that is no tick. */
    public void platformIn(JournalRecord record, RecordFields fields) {
        String platform = router.view().platformOf(record.source()).orElse(null);
        String type = fields.type();
        if (Types.ORDER_FILL.equals(type)) {
            fill(record, fields, platform);
        } else if (Types.POSITION.equals(type)) {
            position(record, fields, platform);
        } else {
            AuditedOrder order = named(fields, platform);
            if (order != null) {
                answer(record, fields, type, order);
            }
        }
    }

    private AuditedOrder named(RecordFields fields, String platform) {
        String orderId = fields.id(Keys.ORDER_ID);
        String ref = fields.id(Keys.REF);
        if (orderId == null && ref == null) {
            return null;
        }
        return platform == null
                ? ledger.findAnywhere(orderId, ref, fields.text(Keys.SYMBOL))
                : ledger.find(platform, orderId, ref);
    }

    private void answer(JournalRecord record, RecordFields fields, String type, AuditedOrder order) {
        switch (type) {
            case Types.ORDER_ACK -> acknowledged(record, order);
            case Types.ORDER_REJECT -> platformEnd(record, order, AuditedOrder.State.REJECTED);
            case Types.ORDER_CANCELED -> platformEnd(record, order, AuditedOrder.State.CANCELED);
            case Types.ORDER_STATUS -> status(record, fields, order);
            default -> {
                return;
            }
        }
        times.answer(record, ExecutionReader.statedNanos(fields), type, order);
        totals.changed(order, record.sequence());
    }

    private void acknowledged(JournalRecord record, AuditedOrder order) {
        answered(record, order);
        order.isInDoubt = false;
        if (order.ackNanos == 0) {
            order.ackNanos = record.timeNanos();
            listener.acknowledged(order, record.timeNanos());
        }
    }

    private void answered(JournalRecord record, AuditedOrder order) {
        if (order.answerNanos == 0) {
            order.answerNanos = record.timeNanos();
            order.answerSequence = record.sequence();
            answers.answered(order);
        }
    }

    private void platformEnd(JournalRecord record, AuditedOrder order, AuditedOrder.State state) {
        answered(record, order);
        end(record, order, state);
    }

    private void end(JournalRecord record, AuditedOrder order, AuditedOrder.State state) {
        boolean wasEnded = order.isEnded();
        if (!wasEnded || (state == AuditedOrder.State.FILLED && order.state != state)) {
            order.end(state, record.sequence(), record.timeNanos());
        }
        if (!wasEnded) {
            ledger.ended(order);
            listener.ended(order);
        }
    }

    private void status(JournalRecord record, RecordFields fields, AuditedOrder order) {
        String status = String.valueOf(fields.text(Keys.STATUS));
        answered(record, order);
        totals.saidWithStatus(record, fields, order);
        BigDecimal said = fields.decimal(Keys.CUM_QTY);
        BigDecimal done = said == null && "FILLED".equals(status) ? order.quantity : said;
        if (done != null) {
            BigDecimal before = order.cumulative();
            statuses.claimed(record, order, done, fields.decimal(Keys.AVG_PRICE));
            hold(order, before);
        }
        switch (status) {
            case "FILLED" -> end(record, order, AuditedOrder.State.FILLED);
            case "CANCELED" -> end(record, order, AuditedOrder.State.CANCELED);
            case "REJECTED" -> end(record, order, AuditedOrder.State.REJECTED);
            default -> order.isInDoubt = "UNKNOWN".equals(status) && !order.isEnded();
        }
    }

    private void position(JournalRecord record, RecordFields fields, String platform) {
        String symbol = fields.text(Keys.SYMBOL);
        BigDecimal quantity = fields.decimal(Keys.QUANTITY);
        if (platform != null && symbol != null && quantity != null) {
            positions.stated(record, platform, router.view().meaning(platform, symbol), quantity);
        }
    }

    private void fill(JournalRecord record, RecordFields fields, String platform) {
        long connection = ((long) runs << Integer.SIZE) | record.source();
        Execution fill = ExecutionReader.read(fields, record, platform, connection);
        AuditedOrder order = fill == null ? null : named(fields, platform);
        if (fill == null || (order == null && fill.platformSymbol() == null)) {
            // The router refuses it too, and raises an alert.
            return;
        }
        String symbol = order != null
                ? order.symbol
                : meaning(platform, fill.platformSymbol()).universal();
        if (repeats.isRepeated(fill, order, symbol)) {
            return;
        }
        if (order == null) {
            executions.unknown(fill, symbol);
            foreign(fill);
        } else if (executions.fits(fill, order, isSameSymbol(fill, order))) {
            count(record, fields, fill, order);
        } else {
            foreign(fill);
        }
    }

    /** An execution that counts on no order of ours. */
    private void foreign(Execution fill) {
        SymbolMeaning symbol = meaning(fill.platform(), fill.platformSymbol());
        if (fill.platform() != null && fill.side() != null) {
            BigDecimal quantity = fill.quantity().divide(symbol.quantityFactor(), MathContext.DECIMAL128);
            positions.moved(
                    fill.platform(),
                    symbol.universal(),
                    symbol.contract(),
                    "SELL".equals(fill.side()) ? quantity.negate() : quantity);
        }
        listener.executed(fill, null, symbol.universal());
    }

    private void count(JournalRecord record, RecordFields fields, Execution fill, AuditedOrder order) {
        answered(record, order);
        times.answer(record, fill.statedNanos(), Types.ORDER_FILL, order);
        executions.before(fill, order);
        repeats.checkEconomics(fill, order);
        if (order.firstFillNanos == 0) {
            order.firstFillNanos = record.timeNanos();
        }
        BigDecimal before = order.cumulative();
        order.execute(fill.quantity(), fill.price(), record.sequence());
        hold(order, before);
        totals.saidWithFill(record, fields, order);
        listener.executed(fill, order, order.symbol);
        if (order.cumulative().compareTo(order.quantity) >= 0) {
            end(record, order, AuditedOrder.State.FILLED);
        }
        totals.changed(order, record.sequence());
    }

    /** What an order has moved its position by, what a platform claims for it among it. */
    private void hold(AuditedOrder order, BigDecimal before) {
        BigDecimal more = order.cumulative().subtract(before).multiply(order.universalFactor);
        if (more.signum() != 0) {
            positions.moved(order.platform, order.symbol, order.contract, order.isBuy() ? more : more.negate());
        }
    }

    /** By the name that was sent, or another that means the same contract. */
    private boolean isSameSymbol(Execution fill, AuditedOrder order) {
        String named = fill.platformSymbol();
        if (named == null || named.equals(order.platformSymbol)) {
            return true;
        }
        SymbolMeaning meaning = meaning(order.platform, named);
        boolean isOtherContract =
                order.contract != null && meaning.contract() != null && !order.contract.equals(meaning.contract());
        return meaning.universal().equals(order.symbol) && !isOtherContract;
    }

    private SymbolMeaning meaning(String platform, String platformSymbol) {
        return router.view().meaning(platform == null ? "" : platform, platformSymbol);
    }

    /** Tells of all that is missing where the audit ends. */
    public void end(long nowNanos) {
        ledger.all().forEach(order -> answers.atTheEnd(order, nowNanos));
        signals.end(nowNanos);
        statuses.end();
        positions.end();
    }
}
