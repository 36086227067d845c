package nexus.adapters.nexus;

import nexus.adapters.link.MessageFields;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** Tells a handler what a message says, by its type. Used by one thread. */
final class HandlerCalls {
    private final NexusHandler handler;

    HandlerCalls(NexusHandler handler) {
        this.handler = handler;
    }

    /** Whether all is there that the type must have; the gateway always sends it. */
    static boolean isWhole(MessageFields fields) {
        return !fields.type().equals(Types.ORDER_FILL)
                || (fields.decimal(Keys.FILLED_QTY) != null && fields.decimal(Keys.FILL_PRICE) != null);
    }

    /** Whether the gateway keeps it for a NEXUS that is away. */
    static boolean isOrderEvent(MessageFields fields) {
        boolean itsType =
                switch (fields.type()) {
                    case Types.ORDER_FILL, Types.SIGNAL_ACK, Types.ORDER_STATUS, Types.POSITION, Types.CONTRACT_ROLL ->
                        true;
                    case Types.REJECT -> fields.name(Keys.ORDER_ID) != null;
                    default -> false;
                };
        return itsType && !fields.isTrue(Keys.REPLAY);
    }

    /** RESUMED is the caller's to tell. */
    void tell(NexusMessage message, MessageFields fields) {
        handler.message(message);
        long seq = message.seq();
        switch (message.type()) {
            case Types.MARKET_DATA -> tellTick(seq, fields);
            case Types.ORDER_FILL -> tellFill(seq, fields);
            case Types.SIGNAL_ACK ->
                handler.signalAck(
                        new NexusHandler.SignalAck(seq, fields.name(Keys.ORDER_ID), fields.texts(Keys.PLATFORMS)));
            case Types.REJECT -> tellReject(seq, fields);
            case Types.ORDER_STATUS -> tellStatus(seq, fields);
            case Types.PLATFORM_STATUS ->
                handler.platformStatus(fields.text(Keys.PLATFORM), fields.text(Keys.STATUS), fields.text(Keys.REASON));
            case Types.TRADING_STATUS ->
                handler.tradingStatus(new NexusHandler.TradingStatus(
                        seq, fields.text(Keys.LEVEL), fields.text(Keys.REASON), fields.text(Keys.WHO)));
            case Types.ALERT -> tellAlert(seq, fields);
            case Types.POSITION -> tellPosition(seq, fields);
            case Types.CONTRACT_ROLL ->
                handler.contractRoll(new NexusHandler.ContractRoll(
                        seq,
                        fields.text(Keys.SYMBOL),
                        fields.text(Keys.FROM),
                        fields.text(Keys.TO),
                        fields.whole(Keys.AT_NS, 0),
                        fields.text(Keys.CAUSE)));
            case Types.REPLAY_BEGIN ->
                handler.replayBegin(fields.whole(Keys.FROM_SEQ, 0), fields.whole(Keys.TO_SEQ, 0));
            case Types.REPLAY_END -> handler.replayEnd(fields.whole(Keys.MESSAGES, 0));
            case Types.RESUMED -> throw new IllegalArgumentException("RESUMED is told by who resumes");
            default -> handler.other(message.type());
        }
    }

    private void tellTick(long seq, MessageFields fields) {
        handler.marketData(new NexusHandler.MarketData(
                seq,
                fields.text(Keys.PLATFORM),
                fields.dataText(Keys.SYMBOL),
                fields.dataDecimal(Keys.PRICE),
                fields.dataDecimal(Keys.VOLUME),
                fields.dataDecimal(Keys.TIMESTAMP)));
    }

    private void tellFill(long seq, MessageFields fields) {
        handler.orderFill(new NexusHandler.OrderFill(
                seq,
                fields.name(Keys.ORDER_ID),
                fields.text(Keys.PLATFORM),
                fields.text(Keys.SYMBOL),
                fields.decimal(Keys.FILLED_QTY),
                fields.decimal(Keys.FILL_PRICE),
                fields.text(Keys.STATUS),
                fields.decimal(Keys.CUM_QTY),
                fields.text(Keys.EXEC_ID),
                fields.texts(Keys.FLAGS)));
    }

    private void tellReject(long seq, MessageFields fields) {
        handler.reject(new NexusHandler.Reject(
                seq,
                fields.name(Keys.ORDER_ID),
                fields.text(Keys.PLATFORM),
                fields.text(Keys.CODE),
                fields.text(Keys.REASON)));
    }

    private void tellStatus(long seq, MessageFields fields) {
        handler.orderStatus(new NexusHandler.OrderState(
                seq,
                fields.name(Keys.ORDER_ID),
                fields.text(Keys.PLATFORM),
                fields.text(Keys.STATUS),
                fields.decimal(Keys.CUM_QTY),
                fields.text(Keys.REASON)));
    }

    private void tellAlert(long seq, MessageFields fields) {
        handler.alert(new NexusHandler.Alert(
                seq,
                fields.text(Keys.CODE),
                fields.text(Keys.SUBJECT),
                fields.text(Keys.STATE),
                fields.whole(Keys.COUNT, 1),
                fields.text(Keys.REASON)));
    }

    private void tellPosition(long seq, MessageFields fields) {
        handler.position(new NexusHandler.PositionSet(
                seq,
                fields.text(Keys.PLATFORM),
                fields.text(Keys.SYMBOL),
                fields.decimal(Keys.QUANTITY),
                fields.decimal(Keys.AVG_PRICE),
                fields.text(Keys.REASON)));
    }
}
