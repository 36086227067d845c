package nexus.gateway.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JournalClockTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long NOON = 20_000 * DAY + DAY / 2;

    /** Lives as long as the JVM: a test that is run again because it failed fails again. */
    private static final long SEED = Long.getLong("clock.seed", 20_261_123L);

    static {
        System.out.println("clock: -Dclock.seed=" + SEED);
    }

    private long wall = NOON;
    private long monotonic = -5 * SECOND;

    private JournalClock clock(long lastRecord) {
        return new JournalClock(() -> wall, () -> monotonic, lastRecord);
    }

    private void pass(long nanos) {
        wall += nanos;
        monotonic += nanos;
    }

    @Test
    void beginsWithTheWallClockAndAdvancesByTheMonotonicOne() {
        JournalClock clock = clock(NOON - DAY);
        assertThat(clock.nanos()).isEqualTo(NOON);
        pass(1_500 * MILLI);
        assertThat(clock.nanos()).isEqualTo(NOON + 1_500 * MILLI);
        assertThat(clock.discipline()).isZero();
    }

    @Test
    void neverBeginsBeforeTheLastRecord() {
        JournalClock clock = clock(NOON + 30 * SECOND);
        assertThat(clock.nanos()).isEqualTo(NOON + 30 * SECOND);
        assertThat(clock.discipline()).isEqualTo(-30 * SECOND);
        assertThat(clock.discipline()).isZero();
    }

    @Test
    void aStepBackIsToldOnceAndCaughtUpWithAtTenPercent() {
        JournalClock clock = clock(0);
        pass(SECOND);
        clock.discipline();
        wall -= 60 * SECOND;
        long before = clock.nanos();
        assertThat(clock.discipline()).isEqualTo(-60 * SECOND);
        assertThat(clock.nanos()).isEqualTo(before);
        pass(SECOND);
        assertThat(clock.nanos() - before).isEqualTo(900 * MILLI);
        assertThat(clock.discipline()).isZero();
        for (int i = 0; i < 620; i++) {
            pass(SECOND);
            assertThat(clock.discipline()).isZero();
        }
        assertThat(clock.nanos()).isCloseTo(wall, within(MILLI));
    }

    @Test
    void whatATimeServiceStepsIsAStepAndWhatItSlewsIsNot() {
        JournalClock clock = clock(0);
        pass(SECOND);
        wall += 99 * MILLI;
        assertThat(clock.discipline()).isZero();
        pass(SECOND);
        wall -= 128 * MILLI;
        assertThat(clock.discipline()).isEqualTo(-128 * MILLI);
        assertThat(clock.wallNanos()).isEqualTo(wall);
    }

    @Test
    void aThreadThatIsHeldUpBetweenTheTwoClocksIsNoStep() {
        long[] heldUp = {0};
        JournalClock clock = new JournalClock(
                () -> {
                    pass(heldUp[0]);
                    return wall;
                },
                () -> monotonic,
                0);
        pass(SECOND);
        heldUp[0] = 5 * SECOND;
        assertThat(clock.discipline()).isZero();
        heldUp[0] = 0;
        pass(SECOND);
        assertThat(clock.discipline()).isZero();
        wall += 3 * SECOND;
        heldUp[0] = 5 * SECOND;
        assertThat(clock.discipline())
                .as("not told while it cannot be measured")
                .isZero();
        heldUp[0] = 0;
        assertThat(clock.discipline()).as("nor lost").isEqualTo(3 * SECOND);
    }

    @Test
    void aStepForwardIsToldOnceAndDoesNotLeap() {
        JournalClock clock = clock(0);
        wall += 3_600 * SECOND;
        long before = clock.nanos();
        assertThat(clock.discipline()).isEqualTo(3_600 * SECOND);
        pass(SECOND);
        assertThat(clock.nanos() - before).isEqualTo(1_100 * MILLI);
    }

    @Test
    void driftIsFollowedWithoutATell() {
        JournalClock clock = clock(0);
        for (int i = 0; i < 10_000; i++) {
            wall += SECOND + 100_000;
            monotonic += SECOND;
            assertThat(clock.discipline()).isZero();
        }
        assertThat(clock.nanos()).isCloseTo(wall, within(MILLI));
    }

    @Test
    void aDayChangeIsNothingSpecial() {
        wall = 20_001 * DAY - SECOND / 2;
        JournalClock clock = clock(0);
        pass(SECOND);
        assertThat(clock.discipline()).isZero();
        assertThat(clock.nanos()).isEqualTo(20_001 * DAY + SECOND / 2);
    }

    @Test
    void neverGoesBackWhateverTheWallClockDoes() {
        Random random = new Random(SEED);
        JournalClock clock = clock(0);
        long last = clock.nanos();
        for (int i = 0; i < 20_000; i++) {
            monotonic += random.nextInt(100) == 0 ? DAY : random.nextInt(50_000_000);
            wall += (long) (random.nextGaussian() * (random.nextInt(50) == 0 ? DAY : MILLI));
            if (random.nextInt(10) == 0) {
                clock.discipline();
            }
            long now = clock.nanos();
            assertThat(now).as("step %d of seed %d", i, SEED).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    private static Offset<Long> within(long nanos) {
        return Offset.offset(nanos);
    }
}
