package nexus.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import nexus.config.DefaultFile;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RolloverCommandTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void write() throws Exception {
        String text = DefaultFile.text().replaceFirst("    pin: 2025-03\n", "");
        config = Files.writeString(folder.resolve("gateway.yaml"), text);
    }

    private CommandRun rollover(Object... arguments) {
        Object[] all = new Object[arguments.length + 5];
        all[0] = "rollover";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--config";
        all[arguments.length + 2] = config;
        all[arguments.length + 3] = "--data";
        all[arguments.length + 4] = folder.resolve("none");
        return CommandRun.of(all);
    }

    private static MapWriter standing(MapWriter map) {
        map.put(Keys.TYPE, Types.ANSWER).put(Keys.OK, true).beginArray(Key.of("futures"), 1);
        map.beginMap().put(Keys.SYMBOL, "NQ").put(Keys.CONTRACT, "NQM26");
        map.put(Key.of("next_contract"), "NQU26").put(Keys.AT_NS, 1_781_499_600_000_000_000L);
        map.put(Key.of("positions_total"), 1).beginArray(Key.of("positions"), 1);
        map.beginMap().put(Keys.PLATFORM, "nt8").put(Keys.QUANTITY, -2).put(Keys.AVG_PRICE, 25_000);
        map.endMap();
        map.put(Key.of("orders_total"), 1).beginArray(Key.of("orders"), 1);
        map.beginMap().put(Keys.ORDER_ID, "17").put(Keys.REF, "R1").put(Keys.PLATFORM, "sierra");
        map.put(Keys.SIDE, "BUY").put(Keys.LEAVES_QTY, 3).put(Keys.STATUS, "WORKING");
        return map.endMap().endMap();
    }

    @Test
    void dryRunShowsWhatWillHappen() {
        CommandRun run = rollover("NQ", "--on", "2026-06-15", "--dry-run");
        assertThat(run.out())
                .contains("NQM26 is active by the rules until it rolls to NQU26")
                .contains("NQM26 on 2026-06-18: third friday")
                .contains("on 2026-06-15, 2026-06-15T05:00:00Z: monday before expiry")
                .containsPattern("nt8 +NQ 06-26 → NQ 09-26")
                .containsPattern("bookmap +NQM6.CME@RITHMIC → NQU6.CME@RITHMIC")
                .containsPattern("mt5 +NAS100, always")
                .containsPattern("open +UNKNOWN")
                .doesNotContain("pin ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void dryRunShowsWhatIsOpenInTheRunningGateway() {
        try (AnsweringGateway gateway = new AnsweringGateway(RolloverCommandTest::standing)) {
            CommandRun run = rollover("NQ", "--on", "2026-06-12", "--dry-run", "--endpoint", gateway.endpoint());
            assertThat(gateway.request()).contains("\"type\":\"ROLLOVERS\"");
            assertThat(run.out())
                    .contains("it would roll on 2026-06-12")
                    .contains("has NQM26 active, rolls to NQU26 at 2026-06-15T05:00:00Z")
                    .contains("1 positions and 1 working orders in NQM26")
                    .contains("nt8 holds -2 at 25000")
                    .contains("sierra BUY 3 open (17, ref R1, WORKING)");
        }
    }

    @Test
    void aPinIsShownForWhatItIs() {
        assertThat(rollover("ES", "--on", "2026-06-15", "--dry-run").out())
                .contains("ESH25 is active whatever the date; it EXPIRED on 2025-03-21")
                .contains("futures.ES.pin is removed");
    }

    @Test
    void aRollIsSetWithItsReason() {
        try (AnsweringGateway gateway =
                new AnsweringGateway(map -> map.put(Keys.TYPE, Types.ANSWER).put(Keys.OK, true))) {
            CommandRun run =
                    rollover("NQ", "--on", "2026-06-12", "--reason", "early", "--endpoint", gateway.endpoint());
            assertThat(gateway.request())
                    .contains("\"type\":\"ROLLOVER\"", "\"symbol\":\"NQ\"", "\"date\":\"2026-06-12\"")
                    .contains("\"reason\":\"early\"", "\"who\":\"");
            assertThat(run.out()).isEqualToIgnoringNewLines("NQ rolls on 2026-06-12");
        }
    }

    @Test
    void theCalendarOfAYear() {
        assertThat(rollover("--calendar", "--year", "2026", "NQ", "--csv").out())
                .isEqualTo("""
                        symbol,contract,rolls_on,rolls_at,next,first_notice,expiry,holidays_listed,pin
                        NQ,NQH26,2026-03-16,2026-03-16T05:00:00Z,NQM26,2026-02-27,2026-03-20,true,
                        NQ,NQM26,2026-06-15,2026-06-15T05:00:00Z,NQU26,2026-05-29,2026-06-18,true,
                        NQ,NQU26,2026-09-14,2026-09-14T05:00:00Z,NQZ26,2026-08-31,2026-09-18,true,
                        NQ,NQZ26,2026-12-14,2026-12-14T06:00:00Z,NQH27,2026-11-30,2026-12-18,true,
                        """);
        assertThat(rollover("--calendar", "--year", "2025").out().lines())
                .as("12 of WDO, 6 of WIN, 5 of GC, 4 each of NQ and ES, the head, and the pins of ES and GC")
                .hasSize(12 + 6 + 5 + 4 + 4 + 1 + 2);
        assertThat(rollover("--calendar", "--year", "2030", "NQ").out()).contains("* no holidays are listed");
        assertThat(rollover("--calendar", "--from", "2026-03-01", "--to", "2026-03-31", "NQ", "--json")
                        .out())
                .startsWith("[{\"symbol\":\"NQ\",\"contract\":\"NQH26\"")
                .endsWith("\"holidays_listed\":true,\"pin\":null}]\n");
    }

    @Test
    void whatCannotBeIsUsage() {
        assertThat(rollover("NQ", "--on", "2026-06-12").err()).contains("--reason TEXT");
        assertThat(rollover("--dry-run").err()).contains("name one symbol");
        assertThat(rollover("XX", "--dry-run").err()).contains("no future XX, only NQ, ES, GC, WIN, WDO");
        assertThat(rollover("NQ", "--year", "2026").err()).contains("belong to --calendar");
        assertThat(rollover("--calendar", "--year", "1").exitCode()).isEqualTo(2);
    }

    @Test
    void checkConfigWarnsOfAnExpiredPin() {
        assertThat(CommandRun.of("check-config", config).out())
                .contains("ES: ESH25, pinned; WARNING: it expired on 2025-03-21")
                .contains("GC: GCZ13, pinned; WARNING: it expired on 2013-12-27")
                .containsPattern("WDO: WDO[A-Z][0-9]{2}, rolls on ");
    }
}
