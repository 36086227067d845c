package nexus.adapters.link;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nexus.adapters.link.FakeGateway.Received;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** The gateway as one adapter sees it, played by hand: orders down, and what comes up as one line each. */
public final class PlayedGateway implements AutoCloseable {
    private FakeGateway gateway = FakeGateway.forPlatforms();
    private Received peer;

    public String endpoint() {
        return gateway.endpoint();
    }

    /** Awaits the adapter, and takes it. */
    public void takeRegistration() {
        peer = gateway.takeRegistration();
    }

    /** The gateway dies and comes back, and takes the adapter again. */
    public void restart() {
        gateway.close();
        gateway = gateway.reopen();
        takeRegistration();
    }

    public FakeGateway raw() {
        return gateway;
    }

    public void marketOrder(String ref, String symbol, String side, String quantity) {
        order(ref, symbol, side, quantity, "MARKET", null, null, null);
    }

    /** Sends an order; what is null is left out. */
    public void order(
            String ref,
            String symbol,
            String side,
            String quantity,
            String type,
            String limit,
            String stop,
            String timeInForce) {
        gateway.send(peer, Types.ORDER, map -> {
            map.put(Keys.REF, ref)
                    .put(Keys.ORDER_ID, ref)
                    .put(Keys.SYMBOL, symbol)
                    .put(Keys.SIDE, side)
                    .put(Keys.QUANTITY, new BigDecimal(quantity))
                    .put(Keys.ORDER_TYPE, type);
            putPrice(map, Keys.LIMIT_PRICE, limit);
            putPrice(map, Keys.STOP_PRICE, stop);
            if (timeInForce != null) {
                map.put(Keys.TIME_IN_FORCE, timeInForce);
            }
        });
    }

    private static void putPrice(MapWriter map, Key key, String value) {
        if (value != null) {
            map.put(key, new BigDecimal(value));
        }
    }

    public void cancel(String ref) {
        gateway.send(peer, Types.ORDER_CANCEL, about(ref));
    }

    public void ask(String ref) {
        gateway.send(peer, Types.ORDER_STATUS_REQUEST, about(ref));
    }

    private static Consumer<MapWriter> about(String ref) {
        return map -> map.put(Keys.REF, ref).put(Keys.ORDER_ID, ref);
    }

    /** The next order event, in one line; positions and ticks are passed over. */
    public String event() {
        String line = null;
        while (line == null) {
            line = line(gateway.next());
        }
        return line;
    }

    /** The next events, in one list. */
    public List<String> events(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event());
        }
        return events;
    }

    /** The next position, in one line. */
    public String position() {
        MessageFields fields = gateway.next(Types.POSITION).fields();
        return fields.text(Keys.SYMBOL) + " " + fields.decimal(Keys.QUANTITY).toPlainString();
    }

    private static String line(Received received) {
        MessageFields fields = received.fields();
        return switch (received.type()) {
            case Types.ORDER_ACK -> "ack " + fields.text(Keys.REF);
            case Types.ORDER_FILL ->
                "fill " + fields.text(Keys.REF) + " "
                        + fields.decimal(Keys.FILLED_QTY).toPlainString() + "@"
                        + fields.decimal(Keys.FILL_PRICE).toPlainString() + " " + fields.text(Keys.EXEC_ID) + " "
                        + fields.text(Keys.STATUS);
            case Types.ORDER_REJECT -> "reject " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_CANCELED -> "canceled " + fields.text(Keys.REF) + ": " + fields.text(Keys.REASON);
            case Types.ORDER_STATUS ->
                "status " + fields.text(Keys.REF) + " " + fields.text(Keys.STATUS) + " "
                        + fields.decimal(Keys.CUM_QTY).toPlainString();
            default -> null;
        };
    }

    @Override
    public void close() {
        gateway.close();
    }
}
