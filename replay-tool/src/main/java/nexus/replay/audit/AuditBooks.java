package nexus.replay.audit;

import java.util.List;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.audit.model.Execution;
import nexus.replay.audit.model.Findings;
import nexus.replay.audit.order.AuditedOrder;
import nexus.replay.audit.order.OrderAudit;
import nexus.replay.audit.order.OrderListener;
import nexus.replay.command.RecordFields;

/** Takes each record of the range together with what the router made of it, and hands it to those who check it. */
final class AuditBooks implements OrderListener {
    private final Router router;
    private final AuditOptions options;
    private final RecordFields fields = new RecordFields();
    private final Findings findings = new Findings();
    private final OrderAudit orders;
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
     */
    AuditBooks(Router router, AuditOptions options, long firstNanos) {
        this.router = router;
        this.options = options;
        this.firstNanos = firstNanos;
        this.orders = new OrderAudit(router, options.thresholds(), findings, this, firstNanos);
    }

    /** Takes a record that the router has just taken. */
    void take(JournalRecord record) {
        records++;
        lastSequence = record.sequence();
        lastNanos = record.timeNanos();
        orders.clock(record.timeNanos());
        switch (record.kind()) {
            case RUN -> orders.run();
            case PLATFORM_IN -> platformIn(record);
            case NEXUS_IN -> nexusIn(record);
            case PLATFORM_OUT -> orders.platformOut(record, fields.of(record));
            case NEXUS_OUT -> orders.nexusOut(record, fields.of(record));
            case CHECKPOINT -> orders.checkpoint(fields.of(record).integer(Keys.LAST_SEQUENCE));
            case OPERATOR_IN, CONTROL -> orders.otherInput(record);
            default -> {
                // Nothing that an audit looks at.
            }
        }
    }

    private void platformIn(JournalRecord record) {
        if (router.changes().isTick()) {
            ticks++;
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
    public void made(AuditedOrder order) {
        // Counted when it is sent.
    }

    @Override
    public void sent(AuditedOrder order) {
        ordersSent++;
    }

    @Override
    public void acknowledged(AuditedOrder order, long timeNanos) {
        // Nothing is measured yet.
    }

    @Override
    public void executed(Execution fill, AuditedOrder order, String symbol) {
        executions++;
    }

    @Override
    public void ended(AuditedOrder order) {
        // Nothing is reckoned yet.
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
        return new AuditReport(
                new AuditReport.Range(firstSequence, lastSequence, firstNanos, lastNanos, records, ticks),
                options.thresholds(),
                new AuditReport.Counts(signals, ordersSent, executions),
                findings,
                notices,
                damage);
    }
}
