package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nexus.journal.codec.JsonText;
import nexus.journal.message.Keys;
import nexus.replay.profit.ProfitRow;
import nexus.replay.report.ReportOptions;
import nexus.replay.report.TradingReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B3's two futures over a restart: what the journaled configuration and the recorded rates make of them, by hand. */
class MoneyReportTest {
    private static final String CONFIG = """
            platforms: { b3: {}, fx: {} }
            symbols:
              WIN:    { b3: { symbol: WINZ26, samePrice: true } }
              WDO:    { b3: { symbol: WDOZ26, samePrice: true } }
              USDBRL: { fx: { symbol: USDBRL, samePrice: true } }
            currencies:
              rates:
                BRL: { symbol: USDBRL, per: USD, maxAge: 5 min }
            instruments:
              WIN: { currency: BRL, multiplier: 0.2, tickSize: 5 }
              WDO: { currency: BRL, multiplier: 10, tickSize: 0.5 }
            """;

    @TempDir
    private Path folder;

    private Path data;
    private String dayProfit;

    @BeforeEach
    void record() throws Exception {
        data = folder.resolve("data");
        try (TradingDay day = TradingDay.begun(data, CONFIG)) {
            day.nexusUp().platformUp("b3", 1).platformUp("fx", 2).tick("fx", "USDBRL", 5);
            day.tick("b3", "WINZ26", 120000).signal("w", "WIN", "BUY", "10");
            day.fill("b3", "w", "WINZ26", "10", "120000", map -> map.put(Keys.COMMISSION, 2.5));
            day.tick("fx", "USDBRL", 4).signal("x", "WIN", "SELL", "4");
            day.fill(
                    "b3",
                    "x",
                    "WINZ26",
                    "4",
                    "120500",
                    map -> map.put(Keys.COMMISSION, 1).put(Keys.CURRENCY, "USD"));
            day.checkpoint().restart("two");
            day.nexusUp().platformUp("b3", 1).platformUp("fx", 2).signal("y", "WDO", "SELL", "1");
            day.fill("b3", "y", "WDOZ26", "1", "5000.5", map -> map.put(Keys.COMMISSION, 0.6));
            day.signal("z", "WDO", "BUY", "1");
            day.fill("b3", "z", "WDOZ26", "1", "4995", map -> map.put(Keys.COMMISSION, 0.6));
            day.tick("b3", "WINZ26", 120400).clock().checkpoint();
            dayProfit = shown(day);
        }
    }

    private static String shown(TradingDay day) {
        nexus.journal.codec.MapWriter map =
                new nexus.journal.codec.MapWriter(256).reset().beginMap();
        day.router().describePositions(map);
        byte[] answer = map.endMap().toBytes();
        return JsonText.of(answer, 0, answer.length);
    }

    @Test
    void itVerifies() {
        assertThat(CommandRun.of("verify", "--data", data).exitCode()).isZero();
    }

    @Test
    void amountsAreInTheBaseAtTheRatesOfTheirTimes() throws Exception {
        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.multipliers()).isEqualTo(Map.of("WIN", new BigDecimal("0.2"), "WDO", new BigDecimal("10")));
        ProfitRow win = row(report, "WIN");
        assertThat(List.of(win.realized(), win.unrealized(), win.commission(), win.net()))
                .isEqualTo(decimals("100", "120", "1.5", "218.5"));
        assertThat(List.of(win.realizedInCurrency(), win.unrealizedInCurrency(), win.commissionInCurrency()))
                .isEqualTo(decimals("400", "480", "6.5"));
        ProfitRow wdo = row(report, "WDO");
        assertThat(List.of(wdo.realized(), wdo.commission(), wdo.realizedInCurrency()))
                .isEqualTo(decimals("13.75", "0.3", "55"));
        assertThat(report.profit().total().net()).isEqualTo(new BigDecimal("231.95"));
        assertThat(report.equity().get(report.equity().size() - 1).value()).isEqualTo(231.95);
        assertThat(report.trips().closed()).isEqualTo(1);
        assertThat(report.notices()).anyMatch(notice -> notice.startsWith("Amounts are in USD"));
    }

    /** Two accounts that know nothing of each other: the router's, and the report's. */
    @Test
    void theRouterSaysTheSame() {
        assertThat(dayProfit).contains("\"day_profit_usd\":231.95", "\"net_usd\":218.5", "\"net_usd\":13.45");
    }

    @Test
    void aMultiplierThatIsGivenGoesBefore() throws Exception {
        TradingReport report = TradingReport.of(
                data, new ReportOptions(Optional.empty(), Optional.empty(), Map.of("WIN", new BigDecimal("2"))));
        assertThat(row(report, "WIN").realized()).isEqualTo(new BigDecimal("1000"));
        assertThat(row(report, "WDO").realized()).isEqualTo(new BigDecimal("13.75"));
    }

    @Test
    void theStateShowsProfitAndRates() {
        CommandRun state = CommandRun.of("state", "--data", data);
        assertThat(state.exitCode()).isZero();
        assertThat(state.out().lines())
                .anyMatch(line -> line.matches(" +b3 +WIN +BRL +120400 +400 +480 +6\\.5 +100 +120 +1\\.5 +218\\.5"))
                .anyMatch(line -> line.matches(" +BRL +USD +USDBRL +4 +2027-.*Z +yes"));
    }

    @Test
    void whatNeverHadARateIsInNoSumAndSaidSo() throws Exception {
        Path other = folder.resolve("other");
        try (TradingDay day = TradingDay.begun(other, CONFIG)) {
            day.nexusUp().platformUp("b3", 1).signal("w", "WIN", "BUY", "1");
            day.fill("b3", "w", "WINZ26", "1", "120000").tick("b3", "WINZ26", 120500);
        }
        TradingReport report = TradingReport.of(other, ReportOptions.all());
        assertThat(report.profit().total().net()).isZero();
        assertThat(row(report, "WIN").unrealizedInCurrency()).isEqualTo(new BigDecimal("100"));
        assertThat(report.notices()).anyMatch(notice -> notice.contains("WIN could not be converted"));
    }

    /** Both sides are measured alike, though the other configuration knows nothing of money. */
    @Test
    void aComparisonHasOneMeasure() throws Exception {
        Path bare = Files.writeString(
                folder.resolve("bare.yaml"),
                CONFIG.substring(0, CONFIG.indexOf("currencies:")).replace("WDO:    { b3", "WDX:    { b3"));
        CommandRun diff = CommandRun.of("diff", "--data", data, "--config", bare);
        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out()).doesNotContain("price points").contains("13.75");
    }

    private static ProfitRow row(TradingReport report, String symbol) {
        return report.profit().accounts().stream()
                .filter(row -> row.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private static List<BigDecimal> decimals(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }
}
