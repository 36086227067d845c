package nexus.adapters.nexus;

import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/** What NEXUS says, as bytes. Safe from any thread. */
final class NexusMessages {
    private static final int TYPICAL_LENGTH = 256;

    private NexusMessages() {}

    /** @param resumeFrom a seq, or {@link NexusSettings#LIVE_ONLY} */
    static byte[] hello(NexusSettings settings, long resumeFrom) {
        MapWriter map = begin(Types.HELLO).put(Keys.CLIENT, settings.client()).put(Keys.VERSION, settings.version());
        if (resumeFrom != NexusSettings.LIVE_ONLY) {
            map.put(Keys.RESUME_FROM, resumeFrom);
        }
        return map.endMap().toBytes();
    }

    static byte[] signal(Signal signal, double epochSeconds) {
        MapWriter map = begin(Types.SIGNAL)
                .put(Keys.SYMBOL, signal.symbol())
                .put(Keys.SIDE, signal.side().name())
                .put(Keys.QUANTITY, signal.quantity())
                .put(Keys.ORDER_ID, signal.orderId())
                .put(Keys.TIMESTAMP, epochSeconds);
        if (signal.confidence() != null) {
            map.put(Keys.CONFIDENCE, signal.confidence());
        }
        putName(map, Keys.ORDER_TYPE, signal.type());
        if (signal.limitPrice() != null) {
            map.put(Keys.LIMIT_PRICE, signal.limitPrice());
        }
        if (signal.stopPrice() != null) {
            map.put(Keys.STOP_PRICE, signal.stopPrice());
        }
        putName(map, Keys.TIME_IN_FORCE, signal.timeInForce());
        if (!signal.platforms().isEmpty()) {
            map.beginArray(Keys.PLATFORMS, signal.platforms().size());
            signal.platforms().forEach(map::add);
        }
        if (signal.ttlMillis() > 0) {
            map.put(Keys.TTL_MS, signal.ttlMillis());
        }
        return map.endMap().toBytes();
    }

    static byte[] cancel(String orderId) {
        return begin(Types.CANCEL).put(Keys.ORDER_ID, orderId).endMap().toBytes();
    }

    private static MapWriter begin(String type) {
        return new MapWriter(TYPICAL_LENGTH).reset().beginMap().put(Keys.TYPE, type);
    }

    private static void putName(MapWriter map, Key key, Enum<?> value) {
        if (value != null) {
            map.put(key, value.name());
        }
    }
}
