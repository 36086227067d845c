package nexus.replay.audit.order;

import nexus.replay.audit.model.Execution;

/** Hears what becomes of orders, each time behind the checks. */
public interface OrderListener {
    /** A signal has become an order; it will be sent at once. */
    void made(AuditedOrder order);

    /** The journal shows that it was handed over. */
    void sent(AuditedOrder order);

    /** The platform has acknowledged it, for the first time. */
    void acknowledged(AuditedOrder order, long timeNanos);

    /**
     * An execution that is no repeat.
     *
     * @param order null if it belongs to none, or is of another symbol
     * @param symbol universal; the platform's own where no dialect knows it
     */
    void executed(Execution fill, AuditedOrder order, String symbol);

    /** It has ended. Executions may still come. */
    void ended(AuditedOrder order);
}
