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

    private static void check(BigDecimal decimal, double value, BigDecimal jdk) {
        if (decimal.doubleValue() != value || decimal.precision() > jdk.precision()) {
            fail("%s for %s", decimal, value);
        }
    }
}
