package nexus.bookmap;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One order of the gateway's and all that is known of it. Used by one thread. */
final class AddonOrder {
    /** Where it stands, as ORDER_STATUS names it, but for {@link #SENT}: Bookmap has said nothing yet. */
    enum Status {
        SENT,
        WORKING,
        FILLED,
        CANCELED,
        REJECTED;

        boolean isEnded() {
            return this == FILLED || this == CANCELED || this == REJECTED;
        }
    }

    /** One execution; its id is unique for ever, for it begins with the order's ref. */
    static final class Execution {
        private final String execId;
        private final BigDecimal quantity;
        private final BigDecimal price;
        private final long epochMillis;

        Execution(String execId, BigDecimal quantity, BigDecimal price, long epochMillis) {
            this.execId = execId;
            this.quantity = quantity;
            this.price = price;
            this.epochMillis = epochMillis;
        }

        String execId() {
            return execId;
        }

        BigDecimal quantity() {
            return quantity;
        }

        BigDecimal price() {
            return price;
        }

        long epochMillis() {
            return epochMillis;
        }
    }

    private final String ref;
    private final String orderId;
    private final String symbol;
    private final BigDecimal quantity;
    private final List<Execution> executions = new ArrayList<>();
    private final Set<String> execIds = new HashSet<>();

    private Status status = Status.SENT;
    private Status endTold;
    private String reason;
    private long lastMillis;
    private String bookmapId;
    private BigDecimal executed = BigDecimal.ZERO;
    private BigDecimal paid = BigDecimal.ZERO;
    private BigDecimal claimed = BigDecimal.ZERO;
    private BigDecimal claimedPrice;
    private boolean confirmed;
    private boolean asked;
    private boolean cancelAsked;
    private long settleNanos;

    /**
     * @param ref that it is known by on this platform; Bookmap's clientId
     * @param orderId the gateway's name for it
     * @param symbol Bookmap's alias of the instrument
     * @param quantity real, not in Bookmap's whole numbers
     */
    AddonOrder(String ref, String orderId, String symbol, BigDecimal quantity, long nowMillis) {
        this.ref = ref;
        this.orderId = orderId;
        this.symbol = symbol;
        this.quantity = quantity;
        this.lastMillis = nowMillis;
    }

    String ref() {
        return ref;
    }

    String orderId() {
        return orderId;
    }

    String symbol() {
        return symbol;
    }

    BigDecimal quantity() {
        return quantity;
    }

    Status status() {
        return status;
    }

    /** Why it was rejected or canceled, or null. */
    String reason() {
        return reason;
    }

    /** When something was last noted of it, since the epoch. */
    long lastMillis() {
        return lastMillis;
    }

    /** Bookmap's name for it; null until Bookmap has told it. */
    String bookmapId() {
        return bookmapId;
    }

    void named(String id) {
        bookmapId = id;
    }

    void working() {
        status = Status.WORKING;
    }

    void ended(Status end, String why, long nowMillis) {
        status = end;
        reason = why;
        lastMillis = nowMillis;
    }

    /** Counts an execution; false if it was counted before. */
    boolean executed(Execution execution) {
        if (!execIds.add(execution.execId())) {
            return false;
        }
        executions.add(execution);
        executed = executed.add(execution.quantity());
        paid = paid.add(execution.quantity().multiply(execution.price()));
        lastMillis = Math.max(lastMillis, execution.epochMillis());
        return true;
    }

    List<Execution> executions() {
        return executions;
    }

    /** What the executions that came sum to. */
    BigDecimal executed() {
        return executed;
    }

    boolean isComplete() {
        return executed.compareTo(quantity) >= 0;
    }

    /** Bookmap's order says that so much is filled. */
    void claims(BigDecimal filled, BigDecimal averagePrice) {
        claimed = filled;
        claimedPrice = averagePrice;
    }

    /** Whether Bookmap's order says that more is filled than the executions which came. */
    boolean lacksExecutions() {
        return claimed.compareTo(executed) > 0;
    }

    BigDecimal filled() {
        return claimed.max(executed);
    }

    /** Null if nothing is filled. */
    BigDecimal averagePrice() {
        if (lacksExecutions()) {
            return claimedPrice;
        }
        return executed.signum() == 0 ? null : paid.divide(executed, MathContext.DECIMAL64);
    }

    /** Whether Bookmap has spoken of it since this program began; before that only an end is certain. */
    boolean isConfirmed() {
        return confirmed;
    }

    void confirmed() {
        confirmed = true;
    }

    /** Whether the gateway waits for its status. */
    boolean isAsked() {
        return asked;
    }

    void asked(boolean waits) {
        asked = waits;
    }

    /** Whether the gateway wants it canceled. */
    boolean isCancelAsked() {
        return cancelAsked;
    }

    void cancelAsked(boolean wanted) {
        cancelAsked = wanted;
    }

    /** The end that Bookmap has told, while executions before it are still awaited; else null. */
    Status endTold() {
        return endTold;
    }

    void endTold(Status end) {
        endTold = end;
    }

    /** Until when executions are awaited, monotonic; 0 while none are. */
    long settleNanos() {
        return settleNanos;
    }

    void settleNanos(long untilNanos) {
        settleNanos = untilNanos;
    }
}
