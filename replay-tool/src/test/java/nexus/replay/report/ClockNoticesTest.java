package nexus.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalRecord;
import nexus.replay.clock.ClockBook;
import org.junit.jupiter.api.Test;

class ClockNoticesTest {
    private final ClockBook clock = new ClockBook();
    private final MapWriter map = new MapWriter(256);
    private long sequence;

    private void take(RecordKind kind, String type, Consumer<MapWriter> fields) {
        map.reset().beginMap().put(Keys.TYPE, type);
        fields.accept(map);
        byte[] payload = map.endMap().toBytes();
        clock.take(new JournalRecord().set(++sequence, sequence, kind, 0, 0, 0, payload, 0, payload.length));
    }

    private void reading(String source, long offsetNanos, long errorNanos) {
        take(
                RecordKind.NOTE,
                Types.CLOCK_SYNC,
                map -> map.put(Keys.SOURCE, source)
                        .put(Keys.SYNCHRONISED, true)
                        .put(Keys.OFFSET_NS, offsetNanos)
                        .put(Keys.ERROR_NS, errorNanos));
    }

    @Test
    void aJournalThatSaysNothingOfItsClockGivesNoNotice() {
        take(RecordKind.NOTE, Types.NOTE, map -> map.put(Keys.TEXT, "a snapshot"));
        take(RecordKind.CONTROL, Types.CLOCK, map -> map.put(Keys.OFFSET_NS, 5));
        // A platform may say anything.
        take(RecordKind.PLATFORM_IN, Types.CLOCK_STEP, map -> map.put(Keys.OFFSET_NS, 5));
        take(RecordKind.PLATFORM_IN, Types.CLOCK_SYNC, map -> map.put(Keys.SOURCE, "none"));
        assertThat(ClockNotices.of(clock.report())).isEmpty();
    }

    @Test
    void tellsTheWorstOffsetAndTheWorstError() {
        reading("chrony", 12_345, 500_000);
        reading("chrony", -1_500_000, 400_000);
        reading("ntpd", 2_000, 6_629_628);
        assertThat(ClockNotices.of(clock.report()))
                .containsExactly("The wall clock was at most 1.5 ms behind UTC in 3 readings (chrony, ntpd), which may"
                        + " be wrong by 6.629628 ms.");
    }

    @Test
    void tellsThatNobodyMeasuredIt() {
        take(
                RecordKind.NOTE,
                Types.CLOCK_SYNC,
                map -> map.put(Keys.SOURCE, "none")
                        .put(Keys.SYNCHRONISED, false)
                        .put(Keys.TEXT, "chrony: no chronyc"));
        assertThat(ClockNotices.of(clock.report()))
                .containsExactly("How far the wall clock was from UTC was not measured: no time service answered.");
    }

    @Test
    void tellsReadingsWithoutAnOffsetAndSteps() {
        take(
                RecordKind.NOTE,
                Types.CLOCK_SYNC,
                map -> map.put(Keys.SOURCE, "kernel").put(Keys.SYNCHRONISED, true));
        take(RecordKind.CONTROL, Types.CLOCK_STEP, map -> map.put(Keys.OFFSET_NS, 128_000_000));
        take(RecordKind.CONTROL, Types.CLOCK_STEP, map -> map.put(Keys.OFFSET_NS, -500_000_000));
        assertThat(ClockNotices.of(clock.report()))
                .containsExactly(
                        "In 1 readings of the wall clock its offset from UTC was not known.",
                        "The wall clock jumped 2 times, by -500 ms at most; the journal's times do not jump.");
    }
}
