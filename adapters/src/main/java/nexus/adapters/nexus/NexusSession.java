package nexus.adapters.nexus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import nexus.adapters.link.DealerLoop;
import nexus.adapters.link.MessageFields;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's side on the loop's thread: HELLO first, then signals; tells the handler what comes. */
final class NexusSession implements DealerLoop.Session {
    private static final Logger LOG = LoggerFactory.getLogger(NexusSession.class);
    private static final String REPLAY_BEGIN = "REPLAY_BEGIN";
    private static final String REPLAY_END = "REPLAY_END";

    private final NexusClient client;
    private final NexusSettings settings;
    private final NexusHandler handler;
    private final ResumePoint point;
    private final MessageFields fields = new MessageFields();

    private long connections;
    private boolean mustGreet;
    private boolean up;

    NexusSession(NexusClient client, NexusSettings settings, NexusHandler handler, ResumePoint point) {
        this.client = client;
        this.settings = settings;
        this.handler = handler;
        this.point = point;
    }

    @Override
    public void opened() {
        if (settings.v0()) {
            becomeUp();
        } else {
            mustGreet = true;
        }
    }

    @Override
    public void lost(String reason) {
        boolean wasUp = up;
        up = false;
        mustGreet = false;
        client.setConnection(0);
        save();
        if (wasUp) {
            LOG.info("gateway lost: {}", reason);
            handler.down(reason);
        }
    }

    @Override
    public void ended(String reason) {
        client.setConnection(0);
        handler.ended(reason);
    }

    @Override
    public int send(long nowNanos) {
        // What the last pass received is processed by now.
        save();
        if (mustGreet) {
            if (!client.loop().send(NexusMessages.hello(settings, point.seq()))) {
                return 0;
            }
            mustGreet = false;
            becomeUp();
            return 1;
        }
        int count = 0;
        byte[] message;
        while ((message = client.peek()) != null && client.loop().send(message)) {
            client.sent();
            count++;
        }
        return count;
    }

    private void becomeUp() {
        up = true;
        connections++;
        client.setConnection(connections);
        client.loop().established();
        LOG.info("connected to {}", settings.endpoint());
        handler.up();
    }

    private void save() {
        try {
            point.save();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the point to resume from", e);
        }
    }

    @Override
    public void received(byte[] message) {
        String problem = fields.wrap(message);
        if (problem != null) {
            client.malformed().increment();
            LOG.warn("message ignored: {}", problem);
            return;
        }
        String type = fields.type();
        long seq = fields.whole(Keys.SEQ, 0);
        tell(type, seq);
        if (isOrderEvent(type)) {
            point.processed(seq);
            client.setLastSeq(point.seq());
        }
    }

    private boolean isOrderEvent(String type) {
        return switch (type) {
            case Types.MARKET_DATA,
                    Types.PLATFORM_STATUS,
                    Types.TRADING_STATUS,
                    Types.ALERT,
                    Types.RESUMED,
                    REPLAY_BEGIN,
                    REPLAY_END -> false;
            default -> !fields.isTrue(Keys.REPLAY);
        };
    }

    private void tell(String type, long seq) {
        switch (type) {
            case Types.MARKET_DATA ->
                handler.marketData(new NexusHandler.MarketData(
                        seq,
                        fields.text(Keys.PLATFORM),
                        fields.dataText(Keys.SYMBOL),
                        fields.dataDecimal(Keys.PRICE),
                        fields.dataDecimal(Keys.VOLUME),
                        fields.dataDecimal(Keys.TIMESTAMP)));
            case Types.ORDER_FILL -> tellFill(seq);
            case Types.SIGNAL_ACK ->
                handler.signalAck(
                        new NexusHandler.SignalAck(seq, fields.name(Keys.ORDER_ID), fields.texts(Keys.PLATFORMS)));
            case Types.REJECT ->
                handler.reject(new NexusHandler.Reject(
                        seq,
                        fields.name(Keys.ORDER_ID),
                        fields.text(Keys.PLATFORM),
                        fields.text(Keys.CODE),
                        fields.text(Keys.REASON)));
            case Types.ORDER_STATUS ->
                handler.orderStatus(new NexusHandler.OrderState(
                        seq,
                        fields.name(Keys.ORDER_ID),
                        fields.text(Keys.PLATFORM),
                        fields.text(Keys.STATUS),
                        fields.decimal(Keys.CUM_QTY),
                        fields.text(Keys.REASON)));
            case Types.PLATFORM_STATUS ->
                handler.platformStatus(fields.text(Keys.PLATFORM), fields.text(Keys.STATUS), fields.text(Keys.REASON));
            case Types.ALERT ->
                handler.alert(new NexusHandler.Alert(
                        seq,
                        fields.text(Keys.CODE),
                        fields.text(Keys.SUBJECT),
                        fields.text(Keys.STATE),
                        fields.whole(Keys.COUNT, 1),
                        fields.text(Keys.REASON)));
            case Types.POSITION ->
                handler.position(new NexusHandler.PositionSet(
                        seq,
                        fields.text(Keys.PLATFORM),
                        fields.text(Keys.SYMBOL),
                        fields.decimal(Keys.QUANTITY),
                        fields.decimal(Keys.AVG_PRICE),
                        fields.text(Keys.REASON)));
            case Types.RESUMED -> resumed();
            default -> handler.other(type);
        }
    }

    private void tellFill(long seq) {
        BigDecimal quantity = fields.decimal(Keys.FILLED_QTY);
        BigDecimal price = fields.decimal(Keys.FILL_PRICE);
        if (quantity == null || price == null) {
            client.malformed().increment();
            LOG.warn("ORDER_FILL {} without filled_qty or fill_price ignored", seq);
            return;
        }
        handler.orderFill(new NexusHandler.OrderFill(
                seq,
                fields.name(Keys.ORDER_ID),
                fields.text(Keys.PLATFORM),
                fields.text(Keys.SYMBOL),
                quantity,
                price,
                fields.text(Keys.STATUS),
                fields.decimal(Keys.CUM_QTY),
                fields.text(Keys.EXEC_ID),
                fields.texts(Keys.FLAGS)));
    }

    private void resumed() {
        long to = fields.whole(Keys.TO_SEQ, NexusSettings.LIVE_ONLY);
        // A client that began live resumes from here after a disconnect.
        point.processed(to);
        client.setLastSeq(point.seq());
        handler.resumed(fields.whole(Keys.FROM_SEQ, NexusSettings.LIVE_ONLY), to);
    }
}
