package nexus.gateway.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import nexus.gateway.port.Channel;
import nexus.gateway.port.PortEvents;
import nexus.journal.codec.MapReader;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;

/**
 * An operator that asks for the STATUS now and then, to see how far the follower is behind, and holds the platforms back
 * when that is too far: what then comes out is the rate that the gateway can sustain.
 */
final class FollowerWatch {
    private static final Key VERIFIED_THROUGH = Key.of("verified_through");
    private static final long TICKS_PER_QUESTION = 100_000;
    private static final long HELD_NANOS = 5_000_000L;

    private final long mostBehind;
    private final MapWriter map = new MapWriter(64);
    private final MapReader reader = new MapReader();
    private boolean connected;
    private boolean holding;
    private int source;
    private long askedAtTick;
    private long records;
    private long behind = Long.MAX_VALUE;
    private long furthestBehind;
    private long heldNanos;

    /** @param mostBehind records that the follower may be behind before the platforms are held back, until it is half that */
    FollowerWatch(long mostBehind) {
        this.mostBehind = mostBehind;
    }

    /** The gateway is gone. */
    void disconnected() {
        connected = false;
        behind = Long.MAX_VALUE;
        holding = false;
    }

    /** Asks if it is time, or {@code now}. Returns how many messages or changes there were. */
    int receive(long ticksSent, boolean now, IntSupplier freshSource, PortEvents events) {
        int changes = 0;
        if (!connected) {
            connected = true;
            source = freshSource.getAsInt();
            events.peerUp(Channel.OPERATOR, source, "0004", "simulated");
            changes++;
        }
        if (now || holding || ticksSent - askedAtTick >= TICKS_PER_QUESTION) {
            askedAtTick = ticksSent;
            map.reset().beginMap().put(Keys.TYPE, Types.STATUS).endMap();
            events.frame(Channel.OPERATOR, source, 0, map.buffer(), map.offset(), map.length());
            changes++;
        }
        return changes;
    }

    /** An answer from the gateway. */
    void take(byte[] buffer, int offset, int length) {
        reader.wrap(buffer, offset, length);
        records = reader.longValue(reader.find(Keys.LAST_SEQUENCE));
        behind = records - reader.longValue(reader.find(VERIFIED_THROUGH));
        furthestBehind = Math.max(furthestBehind, behind);
        holding = behind > (holding ? mostBehind / 2 : mostBehind);
    }

    /** Waits a little if the follower is too far behind; nothing must be sent then. Returns whether it is. */
    boolean hold() {
        if (holding) {
            long began = System.nanoTime();
            LockSupport.parkNanos(HELD_NANOS);
            heldNanos += System.nanoTime() - began;
        }
        return holding;
    }

    /** Records that the follower was behind at the last answer; the largest number before the first. */
    long behind() {
        return behind;
    }

    /** The most that it was behind. */
    long furthestBehind() {
        return furthestBehind;
    }

    /** How long the platforms were held back, in nanoseconds. */
    long heldNanos() {
        return heldNanos;
    }

    /** Records in the journal at the last answer. */
    long records() {
        return records;
    }
}
