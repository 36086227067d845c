package nexus.adapters.link;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clocks, pushed ahead by hand. */
public final class PushedClock {
    private final AtomicLong ahead = new AtomicLong();
    private final LinkTime system = LinkTime.system();

    /** For whoever is to follow it. */
    public LinkTime time() {
        return new LinkTime(
                () -> system.nanos() + ahead.get(), () -> system.epochNanos().getAsLong() + ahead.get());
    }

    public void pushSeconds(int seconds) {
        pushMillis(1_000 * seconds);
    }

    public void pushMillis(int millis) {
        ahead.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
