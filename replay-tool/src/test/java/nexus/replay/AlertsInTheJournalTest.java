package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal with alerts, a crash and a corrected position: what the commands make of it. */
class AlertsInTheJournalTest {
    private static final String NQ = "NQ 03-25";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path data;

    @BeforeEach
    void record() throws Exception {
        try (TradingDay day = TradingDay.begun(data, TradingDay.CONFIG + "alerts: {toNexus: true}\n")) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2).tick("nt8", NQ, 100);
            day.signal(
                    "1",
                    "NQ",
                    "BUY",
                    "2",
                    map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "1", NQ, "2", "100");
            day.signal(
                    "2",
                    "NQ",
                    "SELL",
                    "1",
                    map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "2", NQ, "2", "100")
                    .signal(
                            "3",
                            "NQ",
                            "BUY",
                            "2",
                            map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "3", NQ, "2", "100");
            day.signal(
                    "4",
                    "NQ",
                    "SELL",
                    "1",
                    map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "4", NQ, "2", "100")
                    .signal(
                            "5",
                            "NQ",
                            "BUY",
                            "2",
                            map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
            day.fill("nt8", "5", NQ, "2", "100");
            // Somebody sells one by hand; the platform says so, and then the operator does.
            day.platform(
                    "nt8",
                    map -> map.put(Keys.TYPE, Types.POSITION)
                            .put(Keys.SYMBOL, NQ)
                            .put(Keys.QUANTITY, 1));
            day.after(4 * SECOND).clock().checkpoint();
            day.operator(map -> map.put(Keys.TYPE, Types.POSITION_SET)
                    .put(Keys.SYMBOL, "NQ")
                    .put(Keys.PLATFORM, "nt8")
                    .put(Keys.QUANTITY, 1)
                    .put(Keys.REASON, "sold by hand")
                    .put(Keys.WHO, "ann"));
            day.tick("nt8", NQ, 110);
            day.fill("mt5", "by hand", "NAS100", "1", "100", map -> map.put(Keys.SIDE, "BUY"));
            day.dying().control(day.controls().peerDown(1, "gone")).restart("two");
            day.after(SECOND).clock().nexusUp().after(3 * SECOND).clock().checkpoint();
        }
    }

    @Test
    void itVerifies() {
        CommandRun verify = CommandRun.of("verify", "--data", data);

        assertThat(verify.out()).endsWith("identical" + System.lineSeparator());
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void theStateShowsWhatIsWrong() {
        CommandRun text = CommandRun.of("state", "--data", data);
        Map<String, Object> json = ReportCommandTest.json(
                CommandRun.of("state", "--data", data, "--json").out());

        assertThat(text.out().lines())
                .anyMatch(line -> line.matches(" +PLATFORM_DOWN +nt8 +CRITICAL +1 .*"))
                .anyMatch(line -> line.matches(" +PLATFORM_DOWN +mt5 +CRITICAL +1 .*"))
                .anyMatch(line -> line.matches(" +EXECUTION +mt5 +CRITICAL +1 .*MANUAL.*"))
                .anyMatch(line -> line.matches(" +nt8 +NQ +1 +100 +1"));
        assertThat((List<?>) json.get("active_alerts")).hasSize(4);
        assertThat(json.get("alerts")).isEqualTo(4);
    }

    @Test
    void theRecordsAreShown() {
        assertThat(CommandRun.of("dump", "--data", data).out())
                .contains("ALERT", "POSITION_MISMATCH", "\"state\":\"CLEARED\"");
        assertThat(CommandRun.of("dump", "--data", data, "--type", "ALERT")
                        .out()
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("ALERT"));
    }

    @Test
    void whyTellsWhatWasAlarmedTheFirstTimeAndLater() {
        assertThat(CommandRun.of("why", "2", "--data", data).out())
                .contains(" alarm     execution with [OVERFILL]: 2 NQ 03-25");
        assertThat(CommandRun.of("why", "4", "--data", data).out())
                .contains(" note      execution with [OVERFILL]: 4 NQ 03-25");
    }

    @Test
    void theReportCountsNoTradeForACorrection() {
        Map<String, Object> json = ReportCommandTest.json(
                CommandRun.of("report", "--data", data, "--json").out());

        assertThat(ReportCommandTest.at(json, "executions", "counted")).isEqualTo(6);
        assertThat(ReportCommandTest.at(json, "executions", "flagged", "ADJUSTED"))
                .isEqualTo(1);
        assertThat(ReportCommandTest.at(json, "executions", "flagged", "MANUAL"))
                .isEqualTo(1);
        List<?> accounts = (List<?>) ReportCommandTest.at(json, "profit", "accounts");
        Object nt8 = accounts.stream()
                .filter(account -> "nt8".equals(ReportCommandTest.at(account, "platform")))
                .findFirst()
                .orElseThrow();
        assertThat(number(nt8, "quantity")).isEqualByComparingTo("1");
        assertThat(number(nt8, "realized")).isZero();
        assertThat(number(nt8, "unrealized")).isEqualByComparingTo("10");
        assertThat(number(nt8, "net")).isEqualByComparingTo("10");
    }

    private static BigDecimal number(Object account, String key) {
        return new BigDecimal(ReportCommandTest.at(account, key).toString());
    }
}
