package nexus.gateway.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What the simulated NEXUS understands of the order events that it reads, and which ones it has lost unread. */
final class NexusReading {
    private final SimulatedOrders orders;
    private final MapReader reader = new MapReader();
    private final List<byte[]> lost = new ArrayList<>();
    private long lastSeq;

    NexusReading(SimulatedOrders orders) {
        this.orders = orders;
    }

    /** The {@code seq} of the last order event read, 0 if none was. */
    long lastSeq() {
        return lastSeq;
    }

    /** What was lost comes again. */
    void beginsWithHello() {
        lost.clear();
    }

    /** What was lost does not come again, only what it adds up to. */
    void beginsAsV0() {
        for (byte[] message : lost) {
            String type = type(message);
            if (type.equals(Types.ORDER_FILL)) {
                orders.lost(order(), SimulatedOrders.part(text(Keys.EXEC_ID)));
            } else if (type.equals(Types.SIGNAL_ACK)) {
                orders.acknowledgementLost(signal());
            }
        }
        lost.clear();
    }

    /** This one will not be read. */
    void lose(byte[] message) {
        lost.add(message);
    }

    void read(byte[] message) {
        String type = type(message);
        switch (type) {
            case Types.SIGNAL_ACK -> orders.acknowledged(signal());
            case Types.ORDER_FILL -> readFill();
            case Types.ORDER_STATUS -> readStatus();
            case Types.PLATFORM_STATUS, Types.RESUMED -> {
                return;
            }
            default -> orders.problem("NEXUS got a " + type + ", " + text(Keys.CODE) + ": " + text(Keys.REASON));
        }
        lastSeq = Math.max(lastSeq, reader.longValue(reader.find(Keys.SEQ)));
    }

    private String type(byte[] message) {
        String problem = reader.wrap(message, 0, message.length);
        if (problem != null) {
            throw new IllegalStateException("a malformed message to NEXUS: " + problem);
        }
        return text(Keys.TYPE);
    }

    private void readFill() {
        if (reader.find(Keys.FLAGS) != MapReader.ABSENT) {
            orders.problem("an execution of order " + text(Keys.ORDER_ID) + " is flagged");
        }
        orders.told(order(), SimulatedOrders.part(text(Keys.EXEC_ID)));
    }

    private void readStatus() {
        int order = order();
        BigDecimal cumulative = reader.decimalValue(reader.find(Keys.CUM_QTY));
        int halves = cumulative.intValueExact() * 2 / orders.quantity(order);
        orders.toldInSum(order, halves, text(Keys.STATUS));
    }

    private int signal() {
        return SimulatedOrders.signal(text(Keys.ORDER_ID));
    }

    private int order() {
        return orders.order(signal(), text(Keys.PLATFORM));
    }

    private String text(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT ? "" : reader.textValue(field);
    }
}
