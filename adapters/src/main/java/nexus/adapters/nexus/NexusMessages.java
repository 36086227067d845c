package nexus.adapters.nexus;

import java.util.List;
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
        if (!signal.metadata().isEmpty()) {
            Metadata.write(map, Keys.METADATA, signal.metadata());
        }
        putName(map, Keys.ORDER_TYPE, signal.type());
        if (signal.limitPrice() != null) {
            map.put(Keys.LIMIT_PRICE, signal.limitPrice());
        }
        if (signal.stopPrice() != null) {
            map.put(Keys.STOP_PRICE, signal.stopPrice());
        }
        putName(map, Keys.TIME_IN_FORCE, signal.timeInForce());
        putPlatforms(map, signal.platforms());
        if (signal.ttlMillis() > 0) {
            map.put(Keys.TTL_MS, signal.ttlMillis());
        }
        if (signal.contract() != null) {
            map.put(Keys.CONTRACT, signal.contract());
        }
        return map.endMap().toBytes();
    }

    /** @param platforms only there; empty for everywhere */
    static byte[] cancel(String orderId, List<String> platforms) {
        MapWriter map = begin(Types.CANCEL).put(Keys.ORDER_ID, orderId);
        putPlatforms(map, platforms);
        return map.endMap().toBytes();
    }

    /** @param type {@code HALT} or {@code REDUCE_ONLY} */
    static byte[] stop(String type, String reason) {
        return begin(type).put(Keys.REASON, reason).endMap().toBytes();
    }

    static byte[] heartbeat() {
        return begin(Types.HEARTBEAT).endMap().toBytes();
    }

    /** @param seq of the tick that was handled */
    static byte[] stepAck(long seq) {
        return begin(Types.STEP_ACK).put(Keys.SEQ, seq).endMap().toBytes();
    }

    private static void putPlatforms(MapWriter map, List<String> platforms) {
        if (!platforms.isEmpty()) {
            map.beginArray(Keys.PLATFORMS, platforms.size());
            platforms.forEach(map::add);
        }
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
