package nexus.replay.backtest.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static final int ROUNDS = 20_000;

    private final Numbers numbers = new Numbers();

    private boolean read(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return numbers.read(bytes, 1, bytes.length - 1);
    }

    @Test
    void readsAsBigDecimalDoes() {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            long unscaled = random.nextLong() % (long) Math.pow(10, 1 + random.nextInt(18));
            BigDecimal expected = BigDecimal.valueOf(unscaled, random.nextInt(19));
            String what = "seed " + seed + ": " + expected.toPlainString();

            assertThat(read(expected.toPlainString())).as(what).isTrue();

            assertThat(BigDecimal.valueOf(numbers.unscaled(), numbers.scale()))
                    .as(what)
                    .isEqualByComparingTo(expected);
            assertThat(numbers.doubleValue()).as(what).isEqualTo(Double.parseDouble(expected.toPlainString()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "+1",
                "1,5",
                "1.2.3",
                "1e3",
                "NaN",
                " 1",
                "1 ",
                "0x1",
                "9223372036854775808",
                "12345678901234567890",
                "١"
            })
    void refusesWhatIsNoPlainNumber(String text) {
        assertThat(read(text)).isFalse();
    }

    @Test
    void scalesUp() {
        assertThat(read("1381104000.276")).isTrue();

        assertThat(numbers.scaledUp(9)).isEqualTo(1_381_104_000_276_000_000L);
        assertThat(numbers.scaledUp(1)).isEqualTo(13_811_040_002L);
    }
}
