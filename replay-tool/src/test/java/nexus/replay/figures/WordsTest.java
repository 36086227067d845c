package nexus.replay.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import nexus.replay.profit.Amounts;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void latenciesHaveThreeDigits() {
        assertThat(List.of(0L, 999L, 1_000L, 12_345L, 999_400L, 2_500_000_000L, 90_000_000_000L).stream()
                        .map(Words::latency))
                .containsExactly("0 ns", "999 ns", "1 µs", "12.3 µs", "999 µs", "2.5 s", "1 min 30 s");
    }

    @Test
    void aShareOfNothingIsADash() {
        assertThat(Words.percent(Double.NaN)).isEqualTo("–");
        assertThat(Words.percent(0.625)).isEqualTo("62.5 %");
    }

    @Test
    void largeNumbersHaveFewerDecimals() {
        assertThat(Amounts.single(new BigDecimal("-1005340.8636"), Amounts.COARSE))
                .isEqualTo("-1,005,340.86");
        assertThat(Amounts.single(new BigDecimal("15779.422105"), Amounts.FINE)).isEqualTo("15,779.4221");
        assertThat(Amounts.single(new BigDecimal("1.08345"), Amounts.FINE)).isEqualTo("1.08345");
    }

    @Test
    void aColumnHasOneScale() {
        assertThat(Amounts.column(Arrays.asList(new BigDecimal("1234.5"), null, new BigDecimal("-0.123456")), 4))
                .containsExactly("1,234.5000", "", "-0.1235");
        assertThat(Amounts.single(new BigDecimal("100"), 4)).isEqualTo("100");
        assertThat(Amounts.single(new BigDecimal("1E+30"), 4)).isEqualTo("1.000000e+30");
    }
}
