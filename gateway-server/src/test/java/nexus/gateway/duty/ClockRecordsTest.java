package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import nexus.config.EdgeConfig;
import nexus.gateway.clock.ClockReading;
import nexus.gateway.clock.ClockSource;
import nexus.gateway.clock.ClockUnavailableException;
import nexus.gateway.clock.ClockWatch;
import nexus.journal.message.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is journaled of the wall clock: never routed, never an error. */
class ClockRecordsTest {
    private static final ClockReading CHRONY = new ClockReading(
            "chrony",
            true,
            OptionalLong.of(-12_345),
            OptionalLong.of(6_629_628),
            OptionalInt.of(4),
            "162.159.200.123",
            "");

    @TempDir
    private Path folder;

    private static final class FixedSource implements ClockSource {
        @Override
        public String name() {
            return "chrony";
        }

        @Override
        public ClockReading read() {
            return CHRONY;
        }
    }

    private static final class AbsentSource implements ClockSource {
        @Override
        public String name() {
            return "chrony";
        }

        @Override
        public ClockReading read() throws ClockUnavailableException {
            throw new ClockUnavailableException("no chronyc");
        }
    }

    private static Surroundings surroundings(AtomicLong stepNanos, List<ClockSource> sources) {
        Surroundings real = RunningGateway.surroundings();
        return new Surroundings(
                () -> real.wallNanos().getAsLong() + stepNanos.get(),
                real.monotonicNanos(),
                real.settings(),
                real.journal(),
                real.edge(),
                real.disk(),
                clock -> ClockWatch.start(sources, clock.intervalSeconds()));
    }

    private RunningGateway start(AtomicLong stepNanos, ClockSource source) throws Exception {
        return RunningGateway.start(
                RunningGateway.config(1_000, EdgeConfig.Durability.PROCESS),
                folder,
                surroundings(stepNanos, List.of(source)));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private List<String> records(RecordKind kind, String type) {
        return RunningGateway.journal(folder, kind).stream()
                .filter(line -> line.contains("\"type\":\"" + type + "\""))
                .toList();
    }

    @Test
    void aReadingIsJournaledShownAndNotRouted() throws Exception {
        try (RunningGateway gateway = start(new AtomicLong(), new FixedSource())) {
            await(() -> TestPeer.json(gateway.ask("STATUS")).contains("\"chrony\""));
            assertThat(TestPeer.json(gateway.ask("STATUS")))
                    .contains("\"clock\":{\"source\":\"chrony\",\"synchronised\":true,\"offset_ns\":-12345,"
                            + "\"error_ns\":6629628,\"stratum\":4,\"reference\":\"162.159.200.123\",\"at_ns\":");
            assertThat(gateway.stop()).isTrue();
        }
        List<String> records = records(RecordKind.NOTE, "CLOCK_SYNC");
        assertThat(records).hasSize(1);
        assertThat(records.get(0))
                .matches("NOTE 0 .\"type\":\"CLOCK_SYNC\",\"source\":\"chrony\",\"synchronised\":true,"
                        + "\"offset_ns\":-12345,\"error_ns\":6629628,\"stratum\":4,"
                        + "\"reference\":\"162\\.159\\.200\\.123\",\"wall_ns\":[0-9]{19},\"journal_ns\":[0-9]{19}.");
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aClockThatNobodyMeasuresIsSaidOnce() throws Exception {
        try (RunningGateway gateway = start(new AtomicLong(), new AbsentSource())) {
            await(() -> TestPeer.json(gateway.ask("STATUS")).contains("no chronyc"));
            assertThat(gateway.stop()).isTrue();
        }
        assertThat(records(RecordKind.NOTE, "CLOCK_SYNC"))
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .contains("\"source\":\"none\",\"synchronised\":false,\"text\":\"chrony: no chronyc\"")
                        .doesNotContain("offset_ns"));
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    @Test
    void aStepIsJournaledWithItsSizeItsDirectionAndTheTimes() throws Exception {
        AtomicLong step = new AtomicLong();
        long halfASecond = 500_000_000L;
        try (RunningGateway gateway = start(step, new FixedSource())) {
            await(() -> !records(RecordKind.NOTE, "CLOCK_SYNC").isEmpty());
            step.set(-halfASecond);
            await(() -> records(RecordKind.CONTROL, "CLOCK_STEP").size() == 1);
            assertThat(gateway.stop()).isTrue();
        }
        String record = records(RecordKind.CONTROL, "CLOCK_STEP").get(0);
        long offset = number(record, "offset_ns");
        assertThat(offset).isBetween(-halfASecond - 50_000_000, -halfASecond + 50_000_000);
        assertThat(number(record, "wall_after_ns") - number(record, "wall_before_ns"))
                .isEqualTo(offset);
        assertThat(RunningGateway.verify(folder)).isZero();
    }

    private static long number(String json, String key) {
        return Long.parseLong(json.replaceAll(".*\"" + key + "\":(-?[0-9]+).*", "$1"));
    }
}
