package nexus.gateway.duty;

import java.util.function.Supplier;
import nexus.gateway.clock.ClockReading;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;

/** Journals what is known of the wall clock, and remembers it for those who ask. */
final class ClockNotes {
    private final Supplier<ClockReading> readings;
    private final Sequencer sequencer;
    private final JournalClock clock;
    private ClockReading last;
    private long takenNanos;

    /** @param readings gives the newest that has not been given yet, or null; never waits */
    ClockNotes(Supplier<ClockReading> readings, Sequencer sequencer, JournalClock clock) {
        this.readings = readings;
        this.sequencer = sequencer;
        this.clock = clock;
    }

    /** Appends a new reading, if there is one. To be called once a second. */
    void take() {
        ClockReading reading = readings.get();
        if (reading != null) {
            last = reading;
            takenNanos = clock.nanos();
            sequencer.clockSync(reading);
        }
    }

    /** The last reading and when it was taken, into a map that has been begun. Nothing if there was none yet. */
    void describe(MapWriter map) {
        if (last != null) {
            last.putInto(map);
            map.put(Keys.AT_NS, takenNanos);
        }
    }
}
