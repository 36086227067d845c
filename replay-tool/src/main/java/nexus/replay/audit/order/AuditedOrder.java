package nexus.replay.audit.order;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import nexus.gateway.router.OrderView;

/**
 * One order on one platform, counted from the records alone. Quantities are in the platform's units unless they say
 * otherwise; times are nanoseconds since the epoch, 0 while there is none.
 */
public final class AuditedOrder {
    /** Where it stands by the records. */
    enum State {
        OPEN,
        FILLED,
        CANCELED,
        REJECTED,
        ABANDONED
    }

    final String ref;
    final String orderId;
    final String platform;
    final String symbol;
    final String contract;
    final long signalSequence;

    /** Universal units for one of the platform's. */
    final BigDecimal universalFactor;

    /** It was made before the audited range: nothing is known of its beginnings. */
    final boolean isCarriedIn;

    /** As the ORDER on record says; until that is seen, as the router meant it. */
    String platformSymbol;

    String side;
    String wireId;
    BigDecimal quantity;
    BigDecimal limit;

    /** When the signal was received, and when NEXUS says that it was made; the latter 0 if it does not. */
    long signalNanos;

    long signalStatedNanos;
    long sentSequence;
    long sentNanos;
    long answerSequence;
    long answerNanos;
    long ackNanos;
    long firstFillNanos;
    long endSequence;
    long endNanos;
    State state = State.OPEN;
    boolean isInDoubt;
    boolean needsChecks;

    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal notional = BigDecimal.ZERO;
    BigDecimal claimed = BigDecimal.ZERO;
    BigDecimal claimedPrice;

    /** The last input after which the totals differed from before. */
    long changedSequence;

    /** The last execution of each price, quantity and stated time. */
    final Map<String, RepeatCheck.Seen> economics = new HashMap<>();

    AuditedOrder(OrderView view, boolean isCarriedIn) {
        this.ref = view.ref();
        this.orderId = view.orderId();
        this.platform = view.platform();
        this.symbol = view.symbol();
        this.contract = view.contract();
        this.signalSequence = view.signalSequence();
        this.platformSymbol = view.platformSymbol();
        this.side = view.side();
        this.wireId = view.wireId();
        this.quantity = view.platformQuantity();
        this.universalFactor = view.quantity().divide(view.platformQuantity(), MathContext.DECIMAL128);
        this.isCarriedIn = isCarriedIn;
    }

    /** What was done before the range, as the router holds it. */
    void carry(OrderView view) {
        filled = view.filled().divide(universalFactor, MathContext.DECIMAL128);
        notional = view.averagePrice() == null ? BigDecimal.ZERO : filled.multiply(view.averagePrice());
        state = view.isEnded() ? State.valueOf(view.state()) : State.OPEN;
        isInDoubt = "IN_DOUBT".equals(view.state());
    }

    public String ref() {
        return ref;
    }

    /** The signal's id. */
    public String orderId() {
        return orderId;
    }

    public String platform() {
        return platform;
    }

    /** Universal. */
    public String symbol() {
        return symbol;
    }

    public String platformSymbol() {
        return platformSymbol;
    }

    public boolean isBuy() {
        return "BUY".equals(side);
    }

    /** Sequence of the SIGNAL. */
    public long signalSequence() {
        return signalSequence;
    }

    /** When the signal was received. */
    public long signalNanos() {
        return signalNanos;
    }

    /** When NEXUS says that it made the signal; 0 if it does not. */
    public long signalStatedNanos() {
        return signalStatedNanos;
    }

    /** When the ORDER was handed over; 0 if it was not, or before the range. */
    public long sentNanos() {
        return sentNanos;
    }

    public long ackNanos() {
        return ackNanos;
    }

    public boolean isEnded() {
        return state != State.OPEN;
    }

    /** What was sent, in the platform's units. */
    public BigDecimal quantity() {
        return quantity;
    }

    /** Sum of the executions, in the platform's units. */
    public BigDecimal filled() {
        return filled;
    }

    /** How many universal units one of the platform's is. */
    public BigDecimal universalFactor() {
        return universalFactor;
    }

    /** {@code FILLED}, {@code OPEN} and the like, by the records. */
    public String stateName() {
        return isInDoubt && state == State.OPEN ? "IN_DOUBT" : state.name();
    }

    /** The executions, or the platform's claim where that is more. */
    BigDecimal cumulative() {
        return filled.max(claimed);
    }

    BigDecimal leaves() {
        return quantity.subtract(cumulative()).max(BigDecimal.ZERO);
    }

    /** Of what is done; null while nothing is, or the platform claims more and names no price. */
    BigDecimal averagePrice() {
        if (claimed.compareTo(filled) > 0) {
            return claimedPrice;
        }
        return filled.signum() == 0 ? null : notional.divide(filled, MathContext.DECIMAL128);
    }

    /** Counts an execution. */
    void execute(BigDecimal executed, BigDecimal price, long sequence) {
        filled = filled.add(executed);
        notional = notional.add(executed.multiply(price));
        changedSequence = sequence;
    }

    void end(State end, long sequence, long timeNanos) {
        state = end;
        endSequence = sequence;
        endNanos = timeNanos;
        isInDoubt = false;
    }
}
