package nexus.adapters.nexus;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the gateway tells NEXUS. Called on the client's thread: return soon. A method that throws stops the client. An
 * order event counts as taken, and is remembered so on disk, once its methods have returned: {@link #message}, then that
 * of its type.
 *
 * <p>{@code seq} is the gateway's number of the message.
 */
public interface NexusHandler {
    /**
     * A tick.
     *
     * @param symbol universal
     * @param epochSeconds when, by the platform
     */
    record MarketData(
            long seq, String platform, String symbol, BigDecimal price, BigDecimal volume, BigDecimal epochSeconds) {}

    /**
     * An execution.
     *
     * @param platform null from a gateway that knows v0 alone
     * @param quantity of this execution, in universal units
     * @param status {@code FILLED} or {@code PARTIALLY_FILLED}
     * @param filled of the order so far, or null
     * @param execId or null
     * @param flags codes such as {@code DUPLICATE_FILL}
     */
    record OrderFill(
            long seq,
            String orderId,
            String platform,
            String symbol,
            BigDecimal quantity,
            BigDecimal price,
            String status,
            BigDecimal filled,
            String execId,
            List<String> flags) {}

    /** A signal was taken. {@code platforms} get an order. */
    record SignalAck(long seq, String orderId, List<String> platforms) {}

    /**
     * Something was refused.
     *
     * @param orderId null where it is not known
     * @param platform null where it concerns none in particular
     */
    record Reject(long seq, String orderId, String platform, String code, String reason) {}

    /**
     * Where an order stands on a platform.
     *
     * @param filled so far in universal units, or null
     * @param reason or null
     */
    record OrderState(long seq, String orderId, String platform, String status, BigDecimal filled, String reason) {}

    /**
     * What is wrong. One alert per code and subject; those that are active come again after each connect.
     *
     * @param subject what it concerns, such as a platform
     * @param state {@code RAISED}, {@code UPDATED} or {@code CLEARED}
     * @param count how often it has come
     */
    record Alert(long seq, String code, String subject, String state, long count, String reason) {}

    /**
     * An operator has looked at a platform: this is all that is held there.
     *
     * @param quantity in universal units; negative is short
     */
    record PositionSet(
            long seq, String platform, String symbol, BigDecimal quantity, BigDecimal averagePrice, String reason) {}

    /** Whether there is trading: {@code RUNNING}, {@code REDUCE_ONLY} or {@code HALT}; reason and who may be null. */
    record TradingStatus(long seq, String level, String reason, String who) {}

    /**
     * A future has a new active contract. Nothing is traded by it; {@link NexusMessage#fields} has what is open in the old.
     *
     * @param epochNanos when it became so
     */
    record ContractRoll(long seq, String symbol, String from, String to, long epochNanos, String cause) {}

    /**
     * What was missed has been told; from here on it is live.
     *
     * @param anotherJournal whether the gateway's journal is not the one that the place was in
     * @param unanswered signals of this process that were sent on an earlier connection and never reached the journal
     */
    record Resumed(long fromSeq, long toSeq, boolean anotherJournal, List<String> unanswered) {}

    /** Every message, before the method of its type: for what the types here leave out. */
    default void message(NexusMessage message) {}

    default void marketData(MarketData tick) {}

    default void orderFill(OrderFill fill) {}

    default void signalAck(SignalAck ack) {}

    default void reject(Reject reject) {}

    default void orderStatus(OrderState state) {}

    /** A platform came or went: {@code UP} or {@code DOWN}. */
    default void platformStatus(String platform, String status, String reason) {}

    /** Something is wrong, or no longer. */
    default void alert(Alert alert) {}

    /** A position is another than its executions say. */
    default void position(PositionSet position) {}

    /** Trading was stopped, restricted or resumed. */
    default void tradingStatus(TradingStatus status) {}

    /** From here on orders go to another contract. */
    default void contractRoll(ContractRoll roll) {}

    /** From here on it is live. */
    default void resumed(Resumed resumed) {}

    /** A recorded range begins. */
    default void replayBegin(long fromSeq, long toSeq) {}

    /** A recorded range, or a backtest, has ended; it was so many messages long. */
    default void replayEnd(long messages) {}

    /** An order event came a second time and was left out. */
    default void repeated(long seq) {}

    /** A message of a type that this client does not know. */
    default void other(String type) {}

    /** Connected, and HELLO said. */
    default void up() {}

    /** The gateway is gone; the client tries again by itself. */
    default void down(String reason) {}

    /** The client has ended for good. */
    default void ended(String reason) {}
}
