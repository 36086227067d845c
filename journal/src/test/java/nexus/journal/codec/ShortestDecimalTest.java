package nexus.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.Random;
import nexus.journal.Seeded;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {
    private final Random random = Seeded.random();

    @Test
    void hasTheFormOfDoubleToString() {
        double[] values = {
            0,
            5,
            -5,
            100,
            0.001,
            0.00099,
            123456.75,
            9999999,
            1e7,
            1.7e9,
            1700000000.123456,
            1e22,
            1e300,
            0.1,
            1 / 3.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.MIN_NORMAL
        };
        for (double value : values) {
            assertThat(ShortestDecimal.of(value)).isEqualTo(new BigDecimal(Double.toString(value)));
        }
        assertThat(ShortestDecimal.of(0.1f)).isEqualTo(new BigDecimal("0.1"));
        assertThat(ShortestDecimal.of(5f)).isEqualTo(new BigDecimal("5.0"));
        assertThat(ShortestDecimal.of(16777216f)).isEqualTo(new BigDecimal("1.6777216E7"));
        assertThat(ShortestDecimal.of(Float.MIN_VALUE)).isEqualTo(new BigDecimal("1.4E-45"));
        assertThat(ShortestDecimal.of(-0f)).isEqualTo(new BigDecimal("0.0"));
    }

    @Test
    void isTheSameOnEveryJava() {
        // Java 17's Double.toString gives 1.9999999999999998E23 and 5.6843418860808015E-14.
        assertThat(ShortestDecimal.of(Double.parseDouble("2E23"))).isEqualTo(new BigDecimal("2.0E23"));
        assertThat(ShortestDecimal.of(0x1p-44)).isEqualTo(new BigDecimal("5.684341886080802E-14"));
    }

    @Test
    void readsBackTheSameAndIsNeverLongerThanTheJdks() {
        for (int i = 0; i < 100_000; i++) {
            double value = i % 2 == 0 ? nearlyRound() : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                check(ShortestDecimal.of(value), value, new BigDecimal(Double.toString(value)));
            }
        }
    }

    /** Each way that is short gives what the long one gives, to the last zero. */
    @Test
    void isWhatTheSearchGives() {
        for (int i = 0; i < 200_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> nearlyRound();
                        case 1 -> epochTime();
                        case 2 -> besideAPowerOfTwo();
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            if (Double.isFinite(value) && value != 0) {
                assertThat(ShortestDecimal.of(value)).isEqualTo(ShortestDecimal.search(value));
            }
        }
    }

    @Test
    void isWhatTheSearchGivesWhereTheShortWaysBeginAndEnd() {
        for (double edge :
                new double[] {1e-3, 1e7, 1e8, 1e14, 1e15, 0x1p24, 0x1p49, 0x1p50, 0x1p51, 999_999_999_999_999.9}) {
            double value = Math.nextDown(Math.nextDown(edge));
            for (int i = 0; i < 5; i++) {
                assertThat(ShortestDecimal.of(value)).isEqualTo(ShortestDecimal.search(value));
                assertThat(ShortestDecimal.of(-value)).isEqualTo(ShortestDecimal.search(-value));
                value = Math.nextUp(value);
            }
        }
    }

    @Test
    void floatsOf32BitsReadBackTheSame() {
        for (int i = 0; i < 50_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                BigDecimal decimal = ShortestDecimal.of(value);
                if (decimal.floatValue() != value
                        || decimal.precision() > new BigDecimal(Float.toString(value)).precision()) {
                    fail("%s for %s", decimal, value);
                }
            }
        }
    }

    /** Numbers as prices and times are, and their neighbours. */
    private double nearlyRound() {
        double value = random.nextInt() / Math.pow(10, random.nextInt(10)) * Math.pow(10, random.nextInt(4));
        return switch (random.nextInt(4)) {
            case 0 -> Math.nextUp(value);
            case 1 -> Math.nextDown(value);
            default -> value;
        };
    }

    /** Of this century, in seconds, milliseconds or microseconds, from whole ones to as fine as floats are. */
    private double epochTime() {
        double seconds = 1e9 + random.nextDouble() * 3e9;
        double fine = Math.pow(10, random.nextInt(9));
        return Math.rint(seconds * fine) / fine * Math.pow(10, 3 * random.nextInt(3));
    }

    /** Where the gap between floats is not the same on both sides. */
    private double besideAPowerOfTwo() {
        double power = Math.scalb(1.0, random.nextInt(80) - 15);
        return (random.nextBoolean() ? -1 : 1) * (power + (random.nextInt(3) - 1) * Math.ulp(power));
    }

    private static void check(BigDecimal decimal, double value, BigDecimal jdk) {
        if (decimal.doubleValue() != value || decimal.precision() > jdk.precision()) {
            fail("%s for %s", decimal, value);
        }
    }
}
