package nexus.replay.events;

import java.util.EnumSet;
import java.util.Set;

/** What a row of the life cycle says. */
public enum EventKind {
    /** NEXUS sent a signal; {@code status} says whether it became orders: {@code ACCEPTED} or {@code REFUSED}. */
    SIGNAL,
    /** The signal as a whole was refused. */
    SIGNAL_REFUSED,
    /** The signal became this order. */
    ORDER_NEW,
    /** The signal got no order on this platform. */
    ORDER_REFUSED,
    /** The order went to the platform's connection. */
    ORDER_SENT,
    /** The connection did not take the order: it was never sent. */
    SEND_REFUSED,
    /** The platform has the order. */
    ACKNOWLEDGED,
    /** The platform refused the order. */
    REJECTED,
    /** NEXUS wants an order id cancelled. */
    CANCEL_REQUESTED,
    /** The cancel went to the platform's connection. */
    CANCEL_SENT,
    /** The cancel was not passed on, or there is nothing to cancel. */
    CANCEL_REFUSED,
    /** The platform says that the order is cancelled or expired. */
    CANCELED,
    /** An execution, as the platform reported it. */
    EXECUTION,
    /** The platform's status says that more is done than its executions said. */
    EXECUTION_CLAIMED,
    /** An execution that was not counted: it repeats another, or cannot be read. */
    EXECUTION_REFUSED,
    /** The platform was asked about the order. */
    STATUS_REQUESTED,
    /** What the platform answered about the order, or a change that has no kind of its own. */
    STATUS,
    /** Whether the platform has the order is not known. */
    IN_DOUBT,
    /** The order was certainly never sent. */
    ABANDONED,
    /** An operator said what became of an order in doubt. */
    RESOLVED,
    /** An operator said what is held. */
    POSITION_SET,
    /** Another message about orders that was refused, or one that cannot be read. */
    MESSAGE_REFUSED;

    private static final Set<EventKind> SIGNALS = EnumSet.of(SIGNAL, SIGNAL_REFUSED, CANCEL_REQUESTED);
    private static final Set<EventKind> FILLS =
            EnumSet.of(EXECUTION, EXECUTION_CLAIMED, EXECUTION_REFUSED, RESOLVED, POSITION_SET);

    /** Whether it is what NEXUS wanted, and what came of it as a whole. */
    public boolean isOfSignal() {
        return SIGNALS.contains(this);
    }

    /** Whether it is one step of an order, or of what became none. */
    public boolean isOfOrder() {
        return !isOfSignal() && this != POSITION_SET && this != MESSAGE_REFUSED;
    }

    /** Whether it moved a position, or was meant to. */
    public boolean isOfFill() {
        return FILLS.contains(this);
    }
}
