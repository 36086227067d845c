package nexus.replay;

import static nexus.replay.ReportCommandTest.at;
import static nexus.replay.ReportCommandTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String NQ = "NQ 03-25";
    private static final String NT8_ES = "    nt8: { symbol: ES 03-25, samePrice: true }\n";

    @TempDir
    Path folder;

    private Path data;
    private TradingDay day;

    @BeforeEach
    void begin() throws Exception {
        data = folder.resolve("data");
        day = TradingDay.begun(data).nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
        day.tick("nt8", NQ, 100).tick("mt5", "NAS100", 100.5).tick("nt8", "ES 03-25", 5000);
    }

    /** Orders of all kinds, an end in the middle of them, and another run. */
    private void fullDay() throws IOException {
        day.signal("1", "NQ", "BUY", "2").ack("nt8", "1").ack("mt5", "1");
        day.fill("nt8", "1", NQ, "1", "100").fill("mt5", "1", "NAS100", "1.5", "100.5");
        day.fill("nt8", "1", NQ, "1", "101").fill("mt5", "1", "NAS100", "2.5", "100.75");
        day.signal("2", "ES", "SELL", "1").signal("2", "ES", "SELL", "1").reject("nt8", "2");
        day.signal(
                "3", "ES", "BUY", "1", map -> map.put(Keys.ORDER_TYPE, "LIMIT").put(Keys.LIMIT_PRICE, 4990));
        day.ack("nt8", "3")
                .cancel("3")
                .platform("nt8", map -> map.put(Keys.TYPE, Types.ORDER_CANCELED).put(Keys.ORDER_ID, "3"));
        day.control(day.controls().nexusRefused(0, 3))
                .control(day.controls().nexusWritable())
                .clock();
        day.signal("4", "NQ", "SELL", "1").checkpoint();
        day.dying().signal("5", "NQ", "SELL", "1").restart("two");
        day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2).tick("nt8", NQ, 103);
        day.operator(map -> map.put(Keys.TYPE, Types.RESOLVE)
                .put(Keys.ORDER_ID, "4")
                .put(Keys.PLATFORM, "mt5")
                .beginArray(Keys.FILLED, 2)
                .add(new BigDecimal("2"))
                .add(new BigDecimal("99")));
        day.fill("nt8", "4", NQ, "1", "103");
        day.nexus(map -> map.put(Keys.TYPE, Types.HELLO).put(Keys.CLIENT, "c").put(Keys.RESUME_FROM, 0));
        day.tick("nt8", NQ, 102).checkpoint().close();
    }

    @Test
    void theSameConfigurationIsSilent() throws Exception {
        fullDay();

        for (String[] more : new String[][] {{}, {"--json"}, {"--from", "20"}, {"--from", "40", "--json"}}) {
            CommandRun diff = diff(TradingDay.CONFIG, more);

            assertThat(diff.out()).as(String.join(" ", more)).isEmpty();
            assertThat(diff.err()).isEmpty();
            assertThat(diff.exitCode()).isZero();
        }
    }

    @Test
    void comparingAgainstItselfFromEveryRecordIsSilent() throws Exception {
        fullDay();

        for (long from = 1; from <= day.lastSequence(); from++) {
            assertThat(diff(TradingDay.CONFIG, "--from", Long.toString(from)).out())
                    .as("from " + from)
                    .isEmpty();
        }
    }

    @Test
    void withoutAPlatformItsOrdersAndTheirFillsAreGone() throws Exception {
        fullDay();

        CommandRun diff = diff(withoutMt5(), "--json");

        assertThat(diff.exitCode()).isEqualTo(1);
        Map<String, Object> json = json(diff.out());
        List<?> differences = (List<?>) json.get("differences");
        assertThat(differences).extracting(each -> at(each, "platform")).containsExactly("mt5", "mt5", "mt5");
        assertThat(differences).extracting(each -> at(each, "order_id")).containsExactly("1", "4", "5");
        assertThat(at(differences.get(0), "then", "text")).isEqualTo("4 NAS100");
        assertThat(at(differences.get(0), "now", "text")).isEqualTo("no order");
        assertThat(at(json, "then", "orders")).isEqualTo(8);
        assertThat(at(json, "now", "orders")).isEqualTo(5);
        assertThat(at(json, "now", "assumed")).isEqualTo(0);
        // Two acknowledgements less one, two fills, and what the operator found.
        assertThat(at(json, "withheld")).isEqualTo(4);
        assertThat((List<?>) json.get("positions"))
                .anySatisfy(each -> {
                    assertThat(at(each, "platform")).isEqualTo("mt5");
                    assertThat(at(each, "then")).isEqualTo(1);
                    assertThat(at(each, "now")).isEqualTo(0);
                })
                .anySatisfy(each -> {
                    assertThat(at(each, "platform")).isEqualTo("nt8");
                    assertThat(at(each, "then")).isEqualTo(at(each, "now"));
                });
    }

    @Test
    void withoutASymbolItsSignalsAreRefused() throws Exception {
        fullDay();

        CommandRun diff = diff(TradingDay.CONFIG.replace("  ES:\n" + NT8_ES, ""));

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out().lines())
                .anyMatch(line -> line.matches("They part at record \\d+, 2027-01-15T08:00:00.*Z\\."))
                .anyMatch(line -> line.matches(" +signals accepted +5 +3 +-2"))
                .anyMatch(line -> line.matches(" +signals refused, UNKNOWN_SYMBOL +0 +3 +\\+3"))
                .anyMatch(line -> line.matches(" +signals refused, DUPLICATE_ORDER_ID +1 +0 +-1"))
                .anyMatch(line -> line.matches(
                        " +\\d+ +2027-.* +2 +ES +SELL +\\(signal\\) +accepted +→ +refused: UNKNOWN_SYMBOL"))
                .anyMatch(line ->
                        line.matches(" +\\d+ +2027-.* +2 +ES +SELL +nt8 +1 ES 03-25 +→ +no order: UNKNOWN_SYMBOL"));
    }

    @Test
    void anotherFactorScalesTheFills() throws Exception {
        day.signal("1", "NQ", "BUY", "2");
        day.fill("mt5", "1", "NAS100", "1.5", "100", map -> map.put(Keys.COMMISSION, new BigDecimal("3")));
        day.fill("mt5", "1", "NAS100", "2.5", "102", map -> map.put(Keys.COMMISSION, new BigDecimal("5")));
        day.close();

        CommandRun diff = diff(TradingDay.CONFIG.replace("quantityFactor: 2", "quantityFactor: 1"), "--json");

        Map<String, Object> json = json(diff.out());
        Object order = ((List<?>) json.get("differences")).get(0);
        assertThat((List<?>) json.get("differences")).hasSize(1);
        assertThat(at(order, "then", "text")).isEqualTo("4 NAS100");
        assertThat(at(order, "now", "text")).isEqualTo("2 NAS100");
        Object profit = ((List<?>) json.get("profits")).get(0);
        // Universal quantities are the same: 2 of 4 lots are what 4 of 8 would be.
        assertThat(at(profit, "now", "quantity")).isEqualTo(2);
        // 0.7 and 1.3 lots fall to it, rounded down in between: 3 × 0.7 / 1.5 + 5 × 1.3 / 2.5.
        assertThat(at(profit, "now", "commission")).isEqualTo(4);
        assertThat(at(profit, "now", "executions")).isEqualTo(2);
    }

    @Test
    void anotherLotStepRoundsTheFillsAndTheLastOneCompletesTheOrder() throws Exception {
        day.signal("1", "NQ", "BUY", "1.3");
        day.fill("mt5", "1", "NAS100", "0.9", "100").fill("mt5", "1", "NAS100", "0.9", "100");
        day.fill("mt5", "1", "NAS100", "0.8", "100").close();

        CommandRun diff = diff(TradingDay.CONFIG.replace("lotStep: 0.1", "lotStep: 1"), "--json");

        Map<String, Object> json = json(diff.out());
        // 2.6 lots become 2: of the thirds 0.69, 1.38 and 2 are done, which is 0, 1 and 2.
        assertThat((List<?>) json.get("differences"))
                .extracting(each -> at(each, "now", "text"))
                .containsExactly("2 NAS100");
        Object profit = ((List<?>) json.get("profits")).get(0);
        assertThat(at(profit, "now", "quantity")).isEqualTo(1);
        assertThat(at(profit, "now", "executions")).isEqualTo(2);
        assertThat(at(profit, "then", "executions")).isEqualTo(3);
        assertThat(at(json, "withheld")).isEqualTo(1);
    }

    @Test
    void aSmallerMaximumAgeRefusesAnOldSignal() throws Exception {
        old("1", "5");
        day.fill("nt8", "1", NQ, "1", "100").close();

        CommandRun diff = diff(TradingDay.CONFIG.replace("maxAge: 10 s", "maxAge: 2 s"));

        assertThat(diff.out().lines())
                .anyMatch(line -> line.matches(".* \\(signal\\) +accepted +→ +refused: STALE_SIGNAL"))
                .anyMatch(line -> line.matches(" +NQ +nt8 +1 +0 +-1"));
    }

    @Test
    void aLargerMaximumAgeTakesItAndItsFillsAreAssumed() throws Exception {
        old("1", "20");
        day.tick("nt8", NQ, 104).close();

        CommandRun diff = diff(TradingDay.CONFIG.replace("maxAge: 10 s", "maxAge: 1 min"));

        assertThat(diff.exitCode()).isEqualTo(1);
        assertThat(diff.out().lines())
                .anyMatch(line -> line.matches(".* \\(signal\\) +refused: STALE_SIGNAL +→ +accepted"))
                .anyMatch(line ->
                        line.endsWith("nt8       no order: STALE_SIGNAL  →  1 NQ 03-25, assumed filled at 100.0"))
                .anyMatch(
                        line -> line.endsWith("mt5       no order: STALE_SIGNAL  →  2 NAS100, assumed filled at 100.5"))
                .anyMatch(line -> line.matches(" +of them assumed +0 +2 +\\+2"))
                .anyMatch(line -> line.matches(" +NQ +nt8 +0 +1 +\\+1 +1"))
                .anyMatch(line -> line.startsWith("Assumed: what no platform ever answered."));
        Object profit = ((List<?>) json(diff(TradingDay.CONFIG.replace("maxAge: 10 s", "maxAge: 1 min"), "--json")
                                .out())
                        .get("profits"))
                .get(1);
        assertThat(at(profit, "now", "unrealized")).isEqualTo(4);
        assertThat(at(profit, "assumed")).isEqualTo(1);
        assertThat(at(profit, "then")).isNull();
    }

    @Test
    void aSymbolThatWasUnknownIsTraded() throws Exception {
        day.tick("nt8", "YM 03-25", 40000).signal("1", "YM", "BUY", "1");
        day.signal(
                "2", "YM", "SELL", "1", map -> map.put(Keys.ORDER_TYPE, "LIMIT").put(Keys.LIMIT_PRICE, 41000));
        day.tick("nt8", NQ, 101)
                .cancel("2")
                .signal("3", "NQ", "BUY", "1")
                .fill("nt8", "3", NQ, "1", "101")
                .close();

        CommandRun diff = diff(
                TradingDay.CONFIG.replace("  ES:\n", "  YM:\n    nt8: { symbol: YM 03-25, samePrice: true }\n  ES:\n"));

        assertThat(diff.out().lines())
                .anyMatch(line -> line.endsWith("no order: UNKNOWN_SYMBOL  →  1 YM 03-25, assumed filled at 40000.0"))
                .anyMatch(line -> line.endsWith("no order: UNKNOWN_SYMBOL  →  1 YM 03-25, assumed open"))
                .anyMatch(line -> line.matches(" +\\d+ .* 2 .* refused: UNKNOWN_ORDER +→ +accepted"))
                // The order behind it has another ref now, and yet its fill finds it.
                .anyMatch(line -> line.matches(" +NQ +nt8 +1 +1"))
                .noneMatch(line -> line.contains("UNKNOWN_ORDER  1"));
        assertThat(diff.out()).doesNotContain("orders that came out otherwise").doesNotContain("foreign executions");
    }

    @Test
    void refsAndIdsAreTranslated() throws Exception {
        day.signal("1", "NQ", "BUY", "1").signal("1", "NQ", "SELL", "1");
        String ref = day.router()
                .orders()
                .filter(order -> order.platform().equals("nt8") && order.side().equals("SELL"))
                .findFirst()
                .orElseThrow()
                .ref();
        // The id was used before, so the ORDER said the ref.
        day.fill("nt8", ref, NQ, "1", "100");
        day.control(day.controls().sendRefused(1, ref, false, "gone")).close();

        CommandRun diff = diff(withoutMt5(), "--json");

        Map<String, Object> json = json(diff.out());
        assertThat((List<?>) json.get("differences"))
                .extracting(each -> at(each, "platform"))
                .containsOnly("mt5");
        assertThat((List<?>) json.get("positions"))
                .filteredOn(each -> "nt8".equals(at(each, "platform")))
                .allSatisfy(each -> assertThat(at(each, "now")).isEqualTo(-1));
    }

    @Test
    void anotherHeartbeatLeavesOrdersInDoubt() throws Exception {
        day.platform("nt8", map -> map.put(Keys.TYPE, Types.HEARTBEAT)).signal("1", "ES", "BUY", "1");
        day.after(3_000_000_000L).clock().ack("nt8", "1").close();

        CommandRun diff = diff(TradingDay.CONFIG + "heartbeat: { interval: 1 s, timeout: 2 s }\n", "--json");

        Map<String, Object> json = json(diff.out());
        assertThat((List<?>) json.get("differences")).satisfiesExactly(each -> {
            assertThat(at(each, "kind")).isEqualTo("STATE");
            assertThat(at(each, "then", "text")).isEqualTo("SENT");
            assertThat(at(each, "now", "text")).isEqualTo("IN_DOUBT");
        });
    }

    @Test
    void anExecutionOfNobodyMayCountElsewhere() throws Exception {
        day.fill("nt8", "by hand", NQ, "1", "100", map -> map.put(Keys.SIDE, "BUY"))
                .close();

        CommandRun diff = diff(TradingDay.CONFIG.replace(NQ, "NQ 06-25"), "--json");

        Map<String, Object> json = json(diff.out());
        assertThat((List<?>) json.get("differences")).satisfiesExactly(each -> {
            assertThat(at(each, "kind")).isEqualTo("EXECUTION");
            assertThat(at(each, "then", "text")).isEqualTo("BUY 1 NQ at 100 [UNKNOWN_ORDER]");
            assertThat(at(each, "now", "text")).isEqualTo("BUY 1 NQ 03-25 at 100 [UNKNOWN_ORDER]");
        });
    }

    @Test
    void theOtherConfigurationHoldsFromThereOn() throws Exception {
        day.signal("1", "ES", "BUY", "1").fill("nt8", "1", "ES 03-25", "1", "5000");
        long from = day.lastSequence() + 1;
        day.signal("2", "ES", "SELL", "1")
                .fill("nt8", "2", "ES 03-25", "1", "5010")
                .close();

        CommandRun diff =
                diff(TradingDay.CONFIG.replace("  ES:\n" + NT8_ES, ""), "--from", Long.toString(from), "--json");

        Map<String, Object> json = json(diff.out());
        assertThat(json.get("first_difference")).isEqualTo((int) from);
        assertThat((List<?>) json.get("differences"))
                .extracting(each -> at(each, "order_id"))
                .containsOnly("2");
        assertThat((List<?>) json.get("positions")).satisfiesExactly(each -> {
            assertThat(at(each, "then")).isEqualTo(0);
            assertThat(at(each, "now")).isEqualTo(1);
        });
    }

    @Test
    void jsonHasItsShape() throws Exception {
        fullDay();

        Map<String, Object> json = json(diff(TradingDay.CONFIG.replace("lotStep: 0.1", "lotStep: 3"), "--json")
                .out());

        assertThat(json)
                .containsOnlyKeys(
                        "schema",
                        "config",
                        "differences",
                        "first_difference",
                        "counts",
                        "range",
                        "withheld",
                        "then",
                        "now",
                        "positions",
                        "profits",
                        "divergence",
                        "damage");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("differences")).get(0);
        assertThat(first.keySet().stream().map(Object::toString))
                .containsExactly(
                        "kind", "sequence", "time_ns", "time", "order_id", "symbol", "side", "platform", "then", "now");
    }

    @Test
    void aBadConfigurationIsNamed() throws Exception {
        day.close();

        CommandRun diff = diff(TradingDay.CONFIG.replace("lotStep: 0.1", "lotStep: 0"));

        assertThat(diff.exitCode()).isEqualTo(2);
        assertThat(diff.out()).isEmpty();
        assertThat(diff.err()).contains("other.yaml:").contains("symbols.NQ.mt5.lotStep: 0");
        assertThat(CommandRun.of("diff", "--data", data).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("diff", "--data", data, "--config", folder.resolve("none.yaml"))
                        .exitCode())
                .isEqualTo(2);
    }

    private static String withoutMt5() {
        return TradingDay.CONFIG
                .replace("  mt5: { dialect: mt5 }\n", "")
                .replace("    mt5: { symbol: NAS100, quantityFactor: 2, lotStep: 0.1 }\n", "");
    }

    /** A signal that is so many seconds old when it comes. */
    private void old(String id, String seconds) {
        BigDecimal now = BigDecimal.valueOf(day.timeNanos(), 9);
        day.signal(
                id,
                "NQ",
                "BUY",
                "1",
                map -> map.put(
                        Keys.TIMESTAMP, now.subtract(new BigDecimal(seconds)).doubleValue()));
    }

    private CommandRun diff(String yaml, String... more) throws IOException {
        Path other = folder.resolve("other.yaml");
        Files.writeString(other, yaml);
        Object[] arguments = new Object[5 + more.length];
        arguments[0] = "diff";
        arguments[1] = "--data";
        arguments[2] = data;
        arguments[3] = "--config";
        arguments[4] = other;
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }
}
