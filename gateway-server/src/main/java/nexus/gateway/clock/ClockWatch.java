package nexus.gateway.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nexus.config.ClockConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the time services at an interval, from a thread of its own, since that starts programs. That nobody knows is
 * told once, and again if somebody did in between: it is no error.
 */
public final class ClockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("nexus.gateway");

    private final List<ClockSource> sources;
    private final int intervalSeconds;
    private final Thread thread = new Thread(this::run, "clock-watch");
    private final AtomicReference<ClockReading> untaken = new AtomicReference<>();
    private ClockReading told;

    private ClockWatch(List<ClockSource> sources, int intervalSeconds) {
        this.sources = sources;
        this.intervalSeconds = intervalSeconds;
        thread.setDaemon(true);
    }

    /** Begins to ask whom the configuration names. */
    public static ClockWatch start(ClockConfig config) {
        return start(ClockSources.of(config.source()), config.intervalSeconds());
    }

    /** Asks nobody and says nothing, for a gateway whose time is made up. */
    public static ClockWatch silent() {
        return new ClockWatch(List.of(), 0);
    }

    /**
     * Begins to ask these.
     *
     * @param sources asked in this order; the first that answers counts. None: the watch says so and ends
     * @param intervalSeconds between two rounds
     */
    public static ClockWatch start(List<ClockSource> sources, int intervalSeconds) {
        ClockWatch watch = new ClockWatch(sources, intervalSeconds);
        watch.thread.start();
        return watch;
    }

    /** The newest reading that has not been taken yet, or null. Never waits. */
    public ClockReading poll() {
        return untaken.getAndSet(null);
    }

    private void run() {
        try {
            if (sources.isEmpty()) {
                tell(ClockReading.none("clock.source is off"));
                return;
            }
            while (true) {
                tell(ask());
                TimeUnit.SECONDS.sleep(intervalSeconds);
            }
        } catch (InterruptedException e) {
            // The gateway stops: nobody waits for the next reading.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("the clock watch has died", e);
            tell(ClockReading.none("the clock watch has died: " + e));
        }
    }

    private ClockReading ask() throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (ClockSource source : sources) {
            try {
                return source.read();
            } catch (ClockUnavailableException e) {
                reasons.add(source.name() + ": " + e.getMessage());
            }
        }
        return ClockReading.none(String.join("; ", reasons));
    }

    private void tell(ClockReading reading) {
        boolean isNews = told == null
                || !told.source().equals(reading.source())
                || told.synchronised() != reading.synchronised();
        if (isNews) {
            log(reading);
        }
        if (isNews || reading.isKnown()) {
            untaken.set(reading);
        }
        told = reading;
    }

    private void log(ClockReading reading) {
        if (reading.isKnown() && reading.synchronised()) {
            LOG.info("{}", reading.describe());
        } else {
            LOG.warn("{}", reading.describe());
        }
    }

    /** Ends the thread; a program that it waits for is killed. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
