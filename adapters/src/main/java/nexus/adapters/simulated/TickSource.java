package nexus.adapters.simulated;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import nexus.adapters.link.Tick;

/** Where a simulated platform's ticks come from. Used by one thread. */
interface TickSource extends Closeable {
    /**
     * The next tick, or null after the last.
     *
     * @param epochNanos the time of the tick, where the source has none of its own
     */
    Tick next(long epochNanos) throws IOException;

    /** The symbols that it ticks. */
    Set<String> symbols();
}
