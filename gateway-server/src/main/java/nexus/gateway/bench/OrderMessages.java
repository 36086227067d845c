package nexus.gateway.bench;

import java.io.IOException;
import nexus.journal.codec.JsonText;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.codec.ValueType;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What NEXUS and the platform say to each other about orders, and before. Each side has its own. */
final class OrderMessages {
    private static final double PRICE = 16250.5;
    private static final String CLIENT = "bench";
    private static final String VERSION = "1";

    private final MapWriter writer = new MapWriter(256);
    private final MapReader reader = new MapReader();
    private long executions;

    private MapWriter begin(String type) {
        return writer.reset().beginMap().put(Keys.TYPE, type);
    }

    private static double epochSeconds() {
        return System.currentTimeMillis() / 1e3;
    }

    byte[] hello() {
        return begin(Types.HELLO)
                .put(Keys.CLIENT, CLIENT)
                .put(Keys.VERSION, VERSION)
                .put(Keys.RESUME_FROM, 0)
                .endMap()
                .toBytes();
    }

    byte[] register() {
        return begin(Types.REGISTER)
                .put(Keys.PLATFORM, ServerFiles.PLATFORM)
                .put(Keys.VERSION, VERSION)
                .put(Keys.CLIENT, CLIENT)
                .endMap()
                .toBytes();
    }

    /** For one unit. */
    byte[] signal(String orderId, boolean buy) {
        return begin(Types.SIGNAL)
                .put(Keys.SYMBOL, ServerFiles.UNIVERSAL_SYMBOL)
                .put(Keys.SIDE, buy ? "BUY" : "SELL")
                .put(Keys.QUANTITY, 1)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.CONFIDENCE, 0.85)
                .put(Keys.TIMESTAMP, epochSeconds())
                .endMap()
                .toBytes();
    }

    /** The whole order in one execution. */
    byte[] fill(String orderId) {
        return begin(Types.ORDER_FILL)
                .put(Keys.ORDER_ID, orderId)
                .put(Keys.SYMBOL, ServerFiles.PLATFORM_SYMBOL)
                .put(Keys.FILLED_QTY, 1)
                .put(Keys.FILL_PRICE, PRICE)
                .put(Keys.STATUS, "FILLED")
                .put(Keys.EXEC_ID, "x" + executions++)
                .put(Keys.TIMESTAMP, epochSeconds())
                .endMap()
                .toBytes();
    }

    /**
     * Looks at a message and returns its type.
     *
     * @throws IOException if it is no message, or a refusal, which the bench gives no cause for
     */
    String read(byte[] message) throws IOException {
        String problem = reader.wrap(message, 0, message.length);
        if (problem != null) {
            throw new IOException("a malformed message came: " + problem);
        }
        String type = text(Keys.TYPE);
        if (Types.REJECT.equals(type) || Types.ERROR.equals(type)) {
            throw new IOException("refused: " + JsonText.of(message, 0, message.length));
        }
        return type;
    }

    /** The order id of the message that was read last, or null. */
    String orderId() {
        return text(Keys.ORDER_ID);
    }

    private String text(Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT || reader.type(field) != ValueType.STRING ? null : reader.textValue(field);
    }
}
