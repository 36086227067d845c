package nexus.replay.backtest.ticks;

import java.io.IOException;
import java.util.List;

/**
 * What platforms do, one thing after another, times never going back. {@link #next} moves on; the other methods tell of
 * the thing at hand. What they give is borrowed until the next {@code next}.
 */
public interface PlatformInputs extends AutoCloseable {
    /** What a platform did. */
    enum Kind {
        /** A connection was made. */
        CONNECT,
        /** It sent REGISTER. */
        REGISTER,
        /** It sent MARKET_DATA. */
        TICK,
        /** The connection is gone. */
        DISCONNECT
    }

    /**
     * Moves to the next thing.
     *
     * @return false if there is none
     * @throws TickException if the data is not what it should be; says where
     */
    boolean next() throws IOException, TickException;

    Kind kind();

    /** Nanoseconds since the epoch. */
    long timeNanos();

    /** Which connection did it: 0 is the first, each has a number of its own. */
    int connection();

    /** Name of the platform that the connection speaks for; null before it is known. */
    String platform();

    /** The array that holds the message of a {@link Kind#REGISTER} or {@link Kind#TICK}. */
    byte[] buffer();

    int offset();

    /** Length of the message in bytes. */
    int length();

    /** Why the connection is gone. */
    String reason();

    /** How much of the data is behind, 0 to 1. */
    double done();

    /** Where the ticks come from, for people and the journal: names of files without their folders. */
    String description();

    /** What the user should know of the data before all else, a line each. */
    List<String> remarks();

    @Override
    void close() throws IOException;
}
