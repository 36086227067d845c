package nexus.gateway.bench;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nexus.journal.message.Types;

/**
 * Ticks without end, each with a number, and the check that every one of them arrives in its turn. The number is in the
 * timestamp: the ticks are 2<sup>-20</sup> s apart, which a double holds exactly. Made by patching one example, read by
 * looking where the last one had it, so that the clients cost little.
 */
final class TickStream {
    private static final VarHandle DOUBLE = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
    private static final MessageType TICK = MessageType.of(Types.MARKET_DATA);
    private static final double TICKS_PER_SECOND = 1 << 20;
    private static final double FIRST_PRICE = 16250;
    private static final double PRICE_STEP = 0.25;
    private static final int PRICES = 64;
    private static final int VOLUMES = 100;
    /** The key of the timestamp, and what announces a double. */
    private static final byte[] MARK = "\u00a9timestamp\u00cb".getBytes(StandardCharsets.ISO_8859_1);

    private final double firstSeconds;
    private final TickTemplate template = new TickTemplate(ServerFiles.PLATFORM, ServerFiles.PLATFORM_SYMBOL);
    private long made;
    private long arrived;
    private int markAt;

    /** @param epochSeconds the first one's timestamp */
    TickStream(long epochSeconds) {
        firstSeconds = epochSeconds;
    }

    /** The length of each, in bytes. */
    int tickBytes() {
        return template.length();
    }

    /** The next one, the caller's own. */
    byte[] next() {
        byte[] tick = template.with(
                        FIRST_PRICE + made % PRICES * PRICE_STEP,
                        (int) (1 + made % VOLUMES),
                        firstSeconds + made / TICKS_PER_SECOND)
                .clone();
        made++;
        return tick;
    }

    /**
     * Notes a message that has arrived; false if it is no tick.
     *
     * @throws IOException if it is not the tick that had to come
     */
    boolean arrive(byte[] message) throws IOException {
        if (!TICK.isOf(message)) {
            return false;
        }
        if (!isMarkAt(message, markAt)) {
            markAt = findMark(message);
        }
        double timestamp = (double) DOUBLE.get(message, markAt + MARK.length);
        double number = (timestamp - firstSeconds) * TICKS_PER_SECOND;
        if (number != arrived) {
            throw new IOException("tick " + number + " arrived in place of tick " + arrived
                    + (number > arrived ? ": " + (number - arrived) + " are missing" : ": out of order"));
        }
        arrived++;
        return true;
    }

    private static boolean isMarkAt(byte[] message, int at) {
        int end = at + MARK.length;
        return end + Double.BYTES <= message.length && Arrays.equals(message, at, end, MARK, 0, MARK.length);
    }

    private static int findMark(byte[] message) throws IOException {
        for (int at = 0; at < message.length; at++) {
            if (isMarkAt(message, at)) {
                return at;
            }
        }
        throw new IOException("a tick arrived without a timestamp");
    }

    long made() {
        return made;
    }

    long arrived() {
        return arrived;
    }

    /** How many were made and have not arrived. */
    long underWay() {
        return made - arrived;
    }
}
