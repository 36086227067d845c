package nexus.replay.backtest.fills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillModelTest {
    @Test
    void defaultsAreWhatTheHelpSays() {
        FillRules rules = FillModel.of(FillModel.DEFAULT).rules("nt8");

        assertThat(rules)
                .isEqualTo(new FillRules(
                        FillRules.Basis.NEXT_TRADE,
                        5_000_000,
                        0,
                        0,
                        BigDecimal.ZERO,
                        true,
                        BigDecimal.ONE,
                        false,
                        BigDecimal.ZERO,
                        "",
                        0,
                        0));
    }

    @Test
    void everySettingIsRead() {
        FillRules rules = FillModel.of("quote, latency=1.5ms,jitter=2us,answer=3s,slippage=0.25,partial=no,share=0.5,"
                        + "limit=touch,commission=2.5,currency=USD,reject=0.01,day-end=21:30")
                .rules("nt8");

        assertThat(rules)
                .isEqualTo(new FillRules(
                        FillRules.Basis.QUOTE,
                        1_500_000,
                        2_000,
                        3_000_000_000L,
                        new BigDecimal("0.25"),
                        false,
                        new BigDecimal("0.5"),
                        true,
                        new BigDecimal("2.5"),
                        "USD",
                        0.01,
                        77_400));
    }

    @Test
    void aPlatformsOwnSettingsComeBeforeTheCommonOnes() {
        FillModel model = FillModel.of("latency=5ms,slippage=1,mt5.latency=40ms,mt5.quote");

        assertThat(model.rules("mt5").latencyNanos()).isEqualTo(40_000_000);
        assertThat(model.rules("mt5").basis()).isEqualTo(FillRules.Basis.QUOTE);
        assertThat(model.rules("mt5").slippage()).isEqualTo(BigDecimal.ONE);
        assertThat(model.rules("nt8").latencyNanos()).isEqualTo(5_000_000);
        assertThat(model.rules("nt8").basis()).isEqualTo(FillRules.Basis.NEXT_TRADE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency=5          | latency=5: expected a number with a unit",
                "latency=2000min    | latency=2000min: expected a day at the most",
                "latency            | 'latency': NAME=VALUE is expected",
                "quote=1            | 'quote=1': takes no value",
                "quote,next-trade   | 'next-trade': basis was set before",
                "slipage=1          | 'slipage' is no setting: next-trade, quote, latency",
                "mt5.slipage=1      | 'slipage' is no setting",
                "slippage=-1        | slippage=-1: expected a decimal of 0 or more",
                "share=0            | share=0: expected above 0 and up to 1",
                "reject=1.1         | reject=1.1: expected 0 to 1",
                "partial=maybe      | partial=maybe: expected yes or no",
                "currency=usd       | currency=usd: expected 3 to 8 capital letters",
                "day-end=25:00      | day-end=25:00: expected a time of day",
                "latency=1ms,,quote | '' is no setting"
            })
    void errorsNameTheSettingAndWhatItMayBe(String text, String message) {
        assertThatThrownBy(() -> FillModel.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aDayEndsAtItsHourUtc() {
        FillRules rules = FillModel.of("day-end=21:00").rules("nt8");
        long hour = 3_600_000_000_000L;

        assertThat(rules.dayEndAfter(20 * hour)).isEqualTo(21 * hour);
        assertThat(rules.dayEndAfter(21 * hour)).isEqualTo(45 * hour);
        assertThat(rules.dayEndAfter(22 * hour)).isEqualTo(45 * hour);
    }
}
