package nexus.replay.backtest.fills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
    /** The published generator's numbers for seed 1234567: they may never change, or results would. */
    @Test
    void isTheGeneratorThatWasPublished() {
        Chance chance = new Chance(1_234_567);

        long[] numbers = LongStream.generate(() -> chance.upTo(Long.MAX_VALUE - 1))
                .limit(3)
                .toArray();

        assertThat(numbers)
                .containsExactly(
                        Long.remainderUnsigned(6457827717110365317L >>> 1, Long.MAX_VALUE),
                        Long.remainderUnsigned(3203168211198807973L >>> 1, Long.MAX_VALUE),
                        Long.remainderUnsigned(Long.parseUnsignedLong("9817491932198370423") >>> 1, Long.MAX_VALUE));
    }

    @Test
    void neverHappensAndAlwaysHappens() {
        Chance chance = new Chance(1);

        assertThat(LongStream.range(0, 1_000).filter(i -> chance.happens(0)).count())
                .isZero();
        assertThat(LongStream.range(0, 1_000).filter(i -> chance.happens(1)).count())
                .isEqualTo(1_000);
        assertThat(chance.upTo(0)).isZero();
    }
}
