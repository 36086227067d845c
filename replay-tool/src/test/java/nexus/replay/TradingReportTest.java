package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nexus.journal.message.Code;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.replay.command.Moment;
import nexus.replay.command.NoJournalException;
import nexus.replay.figures.Latency;
import nexus.replay.figures.PriceChart;
import nexus.replay.profit.ProfitRow;
import nexus.replay.report.Exposure;
import nexus.replay.report.FlaggedExecution;
import nexus.replay.report.ReportOptions;
import nexus.replay.report.TradingReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingReportTest {
    private static final String NQ = "NQ 03-25";

    @TempDir
    Path data;

    private TradingDay day;

    @BeforeEach
    void begin() throws Exception {
        day = TradingDay.begun(data).nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
    }

    @Test
    void aDayIsSummedUp() throws Exception {
        day.tick("nt8", NQ, 100).tick("mt5", "NAS100", 100.5);
        day.signal("1", "NQ", "BUY", "2").ack("nt8", "1");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.COMMISSION, new BigDecimal("0.5")));
        day.fill("nt8", "1", NQ, "1", "101", map -> map.put(Keys.COMMISSION, new BigDecimal("0.5")));
        day.fill("mt5", "1", "NAS100", "4", "100.5");
        day.tick("nt8", NQ, 104).tick("mt5", "NAS100", 99);
        day.signal("1", "NQ", "BUY", "2").signal("2", "XX", "BUY", "1").signal("3", "NQ", "SELL", "2");
        day.fill("nt8", "3", NQ, "2", "103")
                .reject("mt5", "3")
                .signal("4", "ES", "BUY", "1")
                .cancel("4");
        day.close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.signals().received()).isEqualTo(5);
        assertThat(report.signals().accepted()).isEqualTo(3);
        assertThat(report.signals().refused()).isEqualTo(Map.of(Code.DUPLICATE_ORDER_ID, 1L, Code.UNKNOWN_SYMBOL, 1L));
        assertThat(report.signals().skipped()).isEmpty();
        assertThat(report.orders().made()).isEqualTo(5);
        assertThat(report.orders().executed()).isEqualTo(3);
        assertThat(report.orders().fillRatio()).isEqualTo(0.6);
        assertThat(report.orders().states()).isEqualTo(Map.of("FILLED", 3L, "REJECTED", 1L, "SENT", 1L));
        assertThat(report.orders().cancelsSent()).isEqualTo(1);
        assertThat(report.executions().counted()).isEqualTo(4);
        assertThat(report.executions().flagged()).isEmpty();
        assertThat(report.range().ticks()).isEqualTo(4);
        assertThat(report.range().runCount()).isEqualTo(1);
        ProfitRow nt8 = row(report, "nt8");
        assertThat(nt8.realized()).isEqualByComparingTo("5");
        assertThat(nt8.commission()).isEqualByComparingTo("1");
        assertThat(nt8.net()).isEqualByComparingTo("4");
        ProfitRow mt5 = row(report, "mt5");
        assertThat(mt5.quantity()).isEqualByComparingTo("2");
        assertThat(mt5.unrealized()).isEqualByComparingTo("-3");
        assertThat(report.profit().total().net()).isEqualByComparingTo("1");
        assertThat(report.trips().closed()).isEqualTo(1);
        assertThat(report.trips().averageWin()).isEqualByComparingTo("4");
        assertThat(report.trips().profitFactor()).isNull();
        assertThat(report.prices()).extracting(PriceChart::platform).containsExactly("mt5", "nt8");
        assertThat(report.prices().get(1).fills()).hasSize(3);
        assertThat(report.notices()).anyMatch(notice -> notice.contains("--multiplier NQ=20"));
    }

    @Test
    void multipliersTurnPointsIntoMoney() throws Exception {
        day.tick("nt8", NQ, 100).signal("1", "NQ", "BUY", "1");
        day.fill("nt8", "1", NQ, "1", "100").tick("nt8", NQ, 101).close();

        TradingReport report =
                TradingReport.of(data, ReportOptions.all().withMultipliers(Map.of("NQ", new BigDecimal("20"))));

        assertThat(report.profit().total().net()).isEqualByComparingTo("20");
        assertThat(report.notices()).noneMatch(notice -> notice.contains("--multiplier"));
    }

    @Test
    void executionsCountOnceWhetherOrNotANexusIsThere() throws Exception {
        day.signal("1", "NQ", "BUY", "2").nexusDown();
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.nexusUp().nexusDown();
        day.control(day.controls().peerUp(TradingDay.NEXUS, "nexus", "00", null));
        day.nexus(map -> map.put(Keys.TYPE, Types.HELLO).put(Keys.CLIENT, "c").put(Keys.RESUME_FROM, 0));
        day.close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.executions().counted()).isEqualTo(1);
        assertThat(row(report, "nt8").quantity()).isEqualByComparingTo("1");
    }

    @Test
    void flaggedExecutionsCountAndAreListed() throws Exception {
        day.tick("nt8", NQ, 100).signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "3", "100");
        day.fill("nt8", "nobody's", NQ, "1", "101", map -> map.put(Keys.SIDE, "SELL"));
        day.platform(
                "unheard-of",
                map -> map.put(Keys.TYPE, Types.ORDER_FILL)
                        .put(Keys.ORDER_ID, "x")
                        .put(Keys.SYMBOL, "YM")
                        .put(Keys.FILLED_QTY, 2)
                        .put(Keys.FILL_PRICE, 5));
        day.close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.executions().counted()).isEqualTo(3);
        assertThat(report.executions().flagged())
                .isEqualTo(Map.of("OVERFILL", 1L, "UNKNOWN_ORDER", 1L, "UNATTRIBUTED", 1L));
        assertThat(report.executions().list())
                .extracting(FlaggedExecution::platform)
                .containsExactly("nt8", "nt8", "?");
        assertThat(row(report, "nt8").quantity()).isEqualByComparingTo("2");
        assertThat(report.profit().total().sideUnknown()).isEqualByComparingTo("2");
        assertThat(report.notices()).anyMatch(notice -> notice.contains("whose side nobody knows"));
        assertThat(report.text()).contains("Executions to look at").contains("OVERFILL");
    }

    @Test
    void whatAPlatformClaimsAndAnOperatorResolvesCounts() throws Exception {
        day.signal("1", "NQ", "BUY", "2");
        day.platform(
                "nt8",
                map -> map.put(Keys.TYPE, Types.ORDER_STATUS)
                        .put(Keys.ORDER_ID, "1")
                        .put(Keys.STATUS, "PARTIALLY_FILLED")
                        .put(Keys.CUM_QTY, 1)
                        .put(Keys.AVG_PRICE, 100));
        day.fill("nt8", "1", NQ, "2", "100");
        day.dying().restart("two");
        day.operator(map -> map.put(Keys.TYPE, Types.RESOLVE)
                .put(Keys.ORDER_ID, "1")
                .put(Keys.PLATFORM, "mt5")
                .beginArray(Keys.FILLED, 2)
                .add(new BigDecimal("4"))
                .add(new BigDecimal("99")));
        day.close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.executions().flagged()).isEqualTo(Map.of("CLAIMED", 1L, "RESOLVED", 1L));
        assertThat(row(report, "nt8").bought()).isEqualByComparingTo("2");
        assertThat(row(report, "mt5").bought()).isEqualByComparingTo("2");
        assertThat(report.range().runCount()).isEqualTo(2);
    }

    @Test
    void aRangeBeginsWithWhatIsHeld() throws Exception {
        day.tick("nt8", NQ, 100).signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "1", "100");
        day.tick("nt8", NQ, 103).signal("open", "NQ", "BUY", "1");
        long from = day.lastSequence() + 1;
        day.tick("nt8", NQ, 105).signal("2", "NQ", "SELL", "1").fill("nt8", "2", NQ, "1", "104");
        long to = day.lastSequence();
        day.tick("nt8", NQ, 120).signal("3", "NQ", "SELL", "1").fill("nt8", "3", NQ, "1", "120");
        day.close();

        TradingReport report = TradingReport.of(data, range(from, to));

        ProfitRow row = row(report, "nt8");
        assertThat(row.executions()).isEqualTo(1);
        assertThat(row.realized()).isEqualByComparingTo("4");
        assertThat(row.carriedIn()).isEqualByComparingTo("3");
        assertThat(row.net()).isEqualByComparingTo("1");
        assertThat(report.range().firstSequence()).isEqualTo(from);
        assertThat(report.range().lastSequence()).isEqualTo(to);
        assertThat(report.orders().openBefore()).isEqualTo(3);
        assertThat(report.trips().closed()).isEqualTo(1);
        assertThat(report.text()).contains("carried in");
        // The highest point is the tick at 105.
        assertThat(report.drawdown().amount()).isEqualByComparingTo("1");
    }

    @Test
    void equityAndDrawdownFollowTheTicks() throws Exception {
        day.tick("nt8", NQ, 100).signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "1", "100");
        day.tick("nt8", NQ, 110);
        long peak = day.timeNanos();
        day.tick("nt8", NQ, 95);
        long trough = day.timeNanos();
        day.tick("nt8", NQ, 111);
        long recovered = day.timeNanos();
        day.tick("nt8", NQ, 108).close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.drawdown().amount()).isEqualByComparingTo("15");
        assertThat(report.drawdown().peakNanos()).isEqualTo(peak);
        assertThat(report.drawdown().troughNanos()).isEqualTo(trough);
        assertThat(report.drawdown().recoveredNanos()).isEqualTo(recovered);
        assertThat(report.equity()).extracting(point -> point.value()).containsExactly(0.0, 0.0, 10.0, -5.0, 11.0, 8.0);
        assertThat(report.drawdowns()).extracting(point -> point.value()).contains(-15.0);
    }

    @Test
    void exposureIsTheTimeInTheMarket() throws Exception {
        long begin = TradingDay.START_NANOS + 1_000_000;
        day.signal("1", "NQ", "BUY", "2").after(1_000_000_000);
        day.fill("nt8", "1", NQ, "2", "100");
        long opened = day.timeNanos();
        day.after(10_000_000_000L).signal("2", "NQ", "SELL", "2").fill("nt8", "2", NQ, "2", "100");
        long closed = day.timeNanos();
        day.after(5_000_000_000L).clock();
        long end = day.timeNanos();
        day.close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.exposures()).hasSize(2);
        Exposure all = report.exposures().get(0);
        assertThat(all.platform()).isNull();
        assertThat(all.heldNanos()).isEqualTo(closed - opened);
        assertThat(all.share()).isEqualTo((closed - opened) / (double) (end - begin));
        assertThat(all.most()).isEqualByComparingTo("2");
        assertThat(all.mostNanos()).isEqualTo(opened);
    }

    @Test
    void latenciesAreByTheJournalsClock() throws Exception {
        day.tick("nt8", NQ, 100).after(4_000_000).signal("1", "ES", "BUY", "1").signal("2", "NQ", "BUY", "1");
        day.after(7_000_000).ack("nt8", "2").fill("nt8", "2", NQ, "1", "100").close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.latencies())
                .extracting(Latency::name)
                .containsExactly("tick → signal", "signal → order", "order → ack", "order → first fill");
        assertThat(report.latencies()).extracting(Latency::count).containsExactly(1L, 3L, 1L, 1L);
        // Four outputs lie between: the orders of both signals and NEXUS's acknowledgement of the first.
        assertThat(report.latencies().get(0).min()).isBetween(4_990_000L, 8_010_000L);
    }

    @Test
    void anOrderThatIsExecutedAfterItsEndChangesItsState() throws Exception {
        day.signal("1", "ES", "BUY", "1")
                .reject("nt8", "1")
                .fill("nt8", "1", "ES 03-25", "1", "5000")
                .close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.orders().states()).isEqualTo(Map.of("FILLED", 1L));
        assertThat(report.orders().executed()).isEqualTo(1);
    }

    @Test
    void abandonedOrdersAreNoneThatWereSent() throws Exception {
        day.dying().signal("1", "ES", "BUY", "1").restart("two").close();

        TradingReport report = TradingReport.of(data, ReportOptions.all());

        assertThat(report.orders().states()).isEqualTo(Map.of("ABANDONED", 1L));
        assertThat(report.latencies().get(1).count()).isZero();
        assertThat(report.notices()).noneMatch(notice -> notice.contains("not do what was recorded"));
    }

    @Test
    void anEmptyRangeIsSaid() throws Exception {
        day.close();

        assertThatThrownBy(() -> TradingReport.of(data, range(3, 2)))
                .isInstanceOf(NoJournalException.class)
                .hasMessageContaining("record 3");
        assertThatThrownBy(() -> TradingReport.of(data.resolve("elsewhere"), ReportOptions.all()))
                .isInstanceOf(NoJournalException.class);
    }

    private static ReportOptions range(long from, long to) {
        return new ReportOptions(Optional.of(new Moment(false, from)), Optional.of(new Moment(false, to)), Map.of());
    }

    private static ProfitRow row(TradingReport report, String platform) {
        return report.profit().accounts().stream()
                .filter(row -> row.platform().equals(platform))
                .findFirst()
                .orElseThrow();
    }
}
