package nexus.replay.backtest.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private static final int ROUNDS = 20_000;
    private static final long SECONDS = 4_000_000_000L;

    private final IsoTime time = new IsoTime();

    private long read(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return time.read(bytes, 1, bytes.length - 1);
    }

    @Test
    void readsAsInstantDoesAlsoWhenTheDayChanges() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        Instant instant = Instant.EPOCH;
        for (int i = 0; i < ROUNDS; i++) {
            instant = random.nextInt(10) == 0
                    ? Instant.ofEpochSecond((long) (random.nextDouble() * SECONDS))
                    : instant.plusNanos(random.nextInt(1_000_000_000));
            Instant cut = random.nextBoolean() ? instant : Instant.ofEpochMilli(instant.toEpochMilli());
            long expected = TimeUnit.SECONDS.toNanos(cut.getEpochSecond()) + cut.getNano();

            assertThat(read(cut.toString())).as("seed " + seed + ": " + cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2013-10-07T02:00:00.276+02:00, 1381104000276000000",
        "2013-10-07 00:00:00.276Z,      1381104000276000000",
        "2013-10-07T00:00Z,             1381104000000000000",
        "2013-10-06T19:00:00-05:00,     1381104000000000000"
    })
    void readsOtherFormsWithAZone(String text, long expected) {
        assertThat(read(text)).isEqualTo(expected);
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2013-10-07",
                "2013-10-07T00:00:00",
                "2013-13-07T00:00:00Z",
                "2013-10-07T24:30:00Z",
                "2013-10-07T00:60:00Z",
                "2013-10-07T00:00:00,5Z",
                "2013-10-07T00:00:00.0000000001Z",
                "07.10.2013 00:00:00",
                "yesterday, at the opening"
            })
    void refusesWhatHasNoZoneOrIsNoTime(String text) {
        assertThat(read("2013-10-07T00:00:00Z")).isPositive();

        assertThat(read(text)).isEqualTo(IsoTime.NONE);
    }
}
