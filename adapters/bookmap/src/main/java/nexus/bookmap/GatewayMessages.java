package nexus.bookmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** What the add-on says to the gateway, as bytes. Quantities are real ones, prices are raw. */
final class GatewayMessages {
    static final String VERSION = "1";

    private GatewayMessages() {}

    private interface Body {
        void writeTo(Fields fields) throws IOException;
    }

    /** Writes fields and counts them: MessagePack wants the number of them first. */
    private static final class Fields {
        private final MessageBufferPacker packer;
        private int count;

        Fields(MessageBufferPacker packer) {
            this.packer = packer;
        }

        Fields put(String key, String value) throws IOException {
            if (value != null) {
                packer.packString(key).packString(value);
                count++;
            }
            return this;
        }

        Fields put(String key, BigDecimal value) throws IOException {
            return value == null ? this : put(key, value.doubleValue());
        }

        Fields put(String key, double value) throws IOException {
            packer.packString(key).packDouble(value);
            count++;
            return this;
        }
    }

    static byte[] register(String platform) {
        return message("REGISTER", fields -> {
            fields.put("platform", platform).put("version", VERSION).put("client", "nexus-bookmap");
            fields.packer
                    .packString("capabilities")
                    .packArrayHeader(2)
                    .packString("order_status")
                    .packString("cancel");
            fields.count++;
        });
    }

    static byte[] heartbeat(long epochMillis) {
        return message("HEARTBEAT", fields -> fields.put("timestamp", epochMillis / 1e3));
    }

    static byte[] marketData(String platform, Tick tick) {
        byte[] data = map(fields -> fields.put("symbol", tick.symbol())
                .put("price", tick.price())
                .put("volume", tick.volume())
                .put("timestamp", tick.epochNanos() / 1e9)
                .put("bid", tick.bid())
                .put("ask", tick.ask())
                .put("bid_size", tick.bidSize())
                .put("ask_size", tick.askSize())
                .put("aggressor", tick.aggressor()));
        return message("MARKET_DATA", fields -> {
            fields.put("platform", platform);
            fields.packer.packString("data").addPayload(data);
            fields.count++;
        });
    }

    static byte[] ack(AddonOrder order) {
        return message("ORDER_ACK", fields -> named(fields, order).put("platform_order_id", order.bookmapId()));
    }

    static byte[] fill(AddonOrder order, AddonOrder.Execution execution, boolean isLast) {
        return message(
                "ORDER_FILL",
                fields -> named(fields, order)
                        .put("symbol", order.symbol())
                        .put("filled_qty", execution.quantity())
                        .put("fill_price", execution.price())
                        .put("status", isLast ? "FILLED" : "PARTIALLY_FILLED")
                        .put("exec_id", execution.execId())
                        .put("platform_order_id", order.bookmapId())
                        .put("timestamp", execution.epochMillis() / 1e3));
    }

    static byte[] reject(String ref, String orderId, String reason) {
        return message(
                "ORDER_REJECT",
                fields -> fields.put("ref", ref).put("order_id", orderId).put("reason", reason));
    }

    static byte[] canceled(AddonOrder order, String reason) {
        return message("ORDER_CANCELED", fields -> named(fields, order).put("reason", reason));
    }

    /** @param averagePrice or null */
    static byte[] status(String ref, String orderId, String status, BigDecimal filled, BigDecimal averagePrice) {
        return message(
                "ORDER_STATUS",
                fields -> fields.put("ref", ref)
                        .put("order_id", orderId)
                        .put("status", status)
                        .put("cum_qty", filled)
                        .put("avg_price", averagePrice));
    }

    private static Fields named(Fields fields, AddonOrder order) throws IOException {
        return fields.put("ref", order.ref()).put("order_id", order.orderId());
    }

    private static byte[] message(String type, Body body) {
        return map(fields -> {
            fields.put("type", type);
            body.writeTo(fields);
        });
    }

    private static byte[] map(Body body) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
                MessageBufferPacker whole = MessagePack.newDefaultBufferPacker()) {
            Fields fields = new Fields(packer);
            body.writeTo(fields);
            whole.packMapHeader(fields.count).addPayload(packer.toByteArray());
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
