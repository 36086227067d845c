package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import nexus.gateway.router.Output;
import nexus.journal.codec.MapWriter;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.AuditOptions;
import nexus.replay.audit.AuditReport;
import nexus.replay.audit.model.Finding;
import nexus.replay.audit.model.FindingCode;
import nexus.replay.audit.model.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault, planted in a day that is clean but for it, is found, and nothing else is. */
class AuditFindingsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String NQ = "NQ 03-25";

    @TempDir
    Path folder;

    private Path data;
    private TradingDay day;

    @BeforeEach
    void begin() throws Exception {
        data = folder.resolve("the data");
        day = TradingDay.begun(data);
        day.nexusUp().platformUp("nt8", 1).quote("nt8", NQ, 99.75, 100);
    }

    @AfterEach
    void end() throws Exception {
        day.close();
    }

    /** An order that is acknowledged, and has yet to be filled. */
    private TradingDay order(String id, String quantity) {
        return day.signal(id, "NQ", "BUY", quantity).ack("nt8", id);
    }

    private TradingDay fill(String id, String quantity, String price) {
        return day.quote("nt8", NQ, 99.75, 100).fill("nt8", id, NQ, quantity, price);
    }

    private List<Finding> audit() throws Exception {
        try (JournalReader journal = JournalReader.open(data)) {
            AuditReport report = AuditReport.of(data, journal, AuditOptions.all(), cost -> {}, sequence -> {});
            assertThat(report.damage()).isNull();
            return report.findings().sorted();
        }
    }

    private Finding only(FindingCode code, Severity severity) throws Exception {
        List<Finding> found = audit();
        assertThat(found).extracting(Finding::code).containsExactly(code);
        assertThat(found.get(0).severity()).isEqualTo(severity);
        return found.get(0);
    }

    @Test
    void aCleanDayGivesNone() throws Exception {
        order("1", "2");
        fill("1", "1", "100");
        fill("1", "1", "100");

        assertThat(audit()).isEmpty();
    }

    @Test
    void aFillOfNoOrder() throws Exception {
        day.fill("nt8", "nobody's", NQ, "1", "100", map -> map.put(Keys.SIDE, "BUY"));

        Finding finding = only(FindingCode.F01, Severity.ERROR);

        assertThat(finding.orderId()).isEqualTo("nobody's");
        assertThat(finding.platform()).isEqualTo("nt8");
        assertThat(finding.symbol()).isEqualTo("NQ");
        assertThat(finding.observed()).isEqualTo("1 NQ 03-25 @ 100");
        assertThat(finding.sequences()).containsExactly(day.lastInput());
    }

    @Test
    void aFillOfAnOrderThatWentToAnotherPlatform() throws Exception {
        day.platformUp("mt5", 2).quote("mt5", "NAS100", 99.75, 100);
        day.signal(
                "1", "NQ", "BUY", "1", map -> map.beginArray(Keys.PLATFORMS, 1).add("nt8"));
        fill("1", "1", "100");
        day.fill("mt5", "1", "NAS100", "2", "100");

        assertThat(only(FindingCode.F01, Severity.ERROR).platform()).isEqualTo("mt5");
    }

    @Test
    void tooMuchIsFilled() throws Exception {
        order("1", "1");
        fill("1", "1", "100");
        fill("1", "2", "100");

        Finding finding = only(FindingCode.F02, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("at most 1");
        assertThat(finding.observed()).isEqualTo("3");
        assertThat(finding.orderId()).isEqualTo("1");
    }

    @Test
    void theSameExecutionIdTwice() throws Exception {
        order("1", "2");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E2"));

        assertThat(only(FindingCode.F03, Severity.ERROR).observed()).isEqualTo("twice, the same");
    }

    @Test
    void anotherExecutionUnderTheSameId() throws Exception {
        order("1", "2");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.fill("nt8", "1", NQ, "1", "99.75", map -> map.put(Keys.EXEC_ID, "E1"));
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E2"));

        assertThat(only(FindingCode.F03, Severity.ERROR).observed())
                .isEqualTo("before: 1 NQ 03-25 1 @ 100; now: 1 NQ 03-25 1 @ 99.75");
    }

    @Test
    void theSameExecutionAgainAfterAReconnectIsAsItShouldBe() throws Exception {
        order("1", "1");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));
        day.platformUp("nt8", 3);
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1"));

        assertThat(audit()).isEmpty();
    }

    @Test
    void theSameExecutionUnderAnotherId() throws Exception {
        order("1", "2");
        double time = TradingDay.START_NANOS / 1e9;
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1").put(Keys.TIMESTAMP, time));
        day.after(2 * SECOND).quote("nt8", NQ, 99.75, 100);
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E2").put(Keys.TIMESTAMP, time));

        assertThat(only(FindingCode.F03, Severity.WARNING).observed()).isEqualTo("E1 and E2");
    }

    @Test
    void twoPartsOfOneTradeAreNoRepeat() throws Exception {
        order("1", "2");
        double time = TradingDay.START_NANOS / 1e9;
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E1").put(Keys.TIMESTAMP, time));
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.EXEC_ID, "E2").put(Keys.TIMESTAMP, time));

        assertThat(audit()).isEmpty();
    }

    @Test
    void anotherSide() throws Exception {
        order("1", "1");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.SIDE, "SELL"));

        Finding finding = only(FindingCode.F04, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("BUY");
        assertThat(finding.observed()).isEqualTo("SELL");
    }

    @Test
    void anotherSymbol() throws Exception {
        order("1", "1");
        day.quote("nt8", "ES 03-25", 49.75, 50).fill("nt8", "1", "ES 03-25", "1", "50");
        fill("1", "1", "100");

        Finding finding = only(FindingCode.F04, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo(NQ);
        assertThat(finding.observed()).isEqualTo("ES 03-25");
    }

    @Test
    void worseThanTheLimit() throws Exception {
        day.signal(
                "1", "NQ", "BUY", "1", map -> map.put(Keys.ORDER_TYPE, "LIMIT").put(Keys.LIMIT_PRICE, 99.75));
        day.ack("nt8", "1");
        fill("1", "1", "100");

        Finding finding = only(FindingCode.F05, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("at most 99.75");
        assertThat(finding.observed()).isEqualTo("100");
    }

    @Test
    void soldBelowTheLimit() throws Exception {
        day.signal(
                "1", "NQ", "SELL", "1", map -> map.put(Keys.ORDER_TYPE, "LIMIT").put(Keys.LIMIT_PRICE, 100));
        day.ack("nt8", "1");
        fill("1", "1", "99.75");

        assertThat(only(FindingCode.F05, Severity.ERROR).expected()).isEqualTo("at least 100");
    }

    @Test
    void aLimitThatWasImprovedIsFine() throws Exception {
        day.signal(
                "1", "NQ", "BUY", "1", map -> map.put(Keys.ORDER_TYPE, "LIMIT").put(Keys.LIMIT_PRICE, 101));
        day.ack("nt8", "1");
        fill("1", "1", "100");

        assertThat(audit()).isEmpty();
    }

    @Test
    void aFillThatCrossedTheCancelIsAWarning() throws Exception {
        order("1", "1").cancel("1");
        day.platform("nt8", map -> map.put(Keys.TYPE, Types.ORDER_CANCELED).put(Keys.ORDER_ID, "1"));
        fill("1", "1", "100");

        only(FindingCode.F07, Severity.WARNING);
    }

    @Test
    void aFillLongBehindTheCancel() throws Exception {
        order("1", "1").cancel("1");
        day.platform("nt8", map -> map.put(Keys.TYPE, Types.ORDER_CANCELED).put(Keys.ORDER_ID, "1"));
        day.after(3 * SECOND);
        fill("1", "1", "100");

        assertThat(only(FindingCode.F07, Severity.ERROR).expected()).isEqualTo("nothing behind CANCELED");
    }

    @Test
    void aFillOfAnOrderThatWasRejected() throws Exception {
        day.signal("1", "NQ", "BUY", "1").reject("nt8", "1");
        fill("1", "1", "100");

        only(FindingCode.F07, Severity.ERROR);
    }

    @Test
    void aFillBehindAStatusThatClaimedItIsFine() throws Exception {
        order("1", "1");
        day.platform(
                "nt8",
                map -> map.put(Keys.TYPE, Types.ORDER_STATUS)
                        .put(Keys.ORDER_ID, "1")
                        .put(Keys.STATUS, "CANCELED")
                        .put(Keys.CUM_QTY, 1));
        fill("1", "1", "100");

        assertThat(audit()).isEmpty();
    }

    @Test
    void theGatewayTellsNexusAnotherTotal() throws Exception {
        order("1", "2");
        day.nextOutput(bytes -> replaced(bytes, "cum_qty", (byte) 2));
        fill("1", "1", "100");
        fill("1", "1", "100");

        Finding finding = only(FindingCode.F08, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("cum_qty 1");
        assertThat(finding.observed()).isEqualTo("cum_qty 2");
        assertThat(finding.sequences()).hasSize(2);
    }

    /** The small number behind a key is another. */
    private static byte[] replaced(byte[] message, String key, byte number) {
        int at = new String(message, StandardCharsets.ISO_8859_1).indexOf(key);
        assertThat(at).isPositive();
        message[at + key.length()] = number;
        return message;
    }

    @Test
    void thePlatformsTotalWithAFillDiffers() throws Exception {
        order("1", "2");
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.CUM_QTY, 2));
        fill("1", "1", "100");

        assertThat(only(FindingCode.F08, Severity.ERROR).explanation())
                .isEqualTo("By the executions on record cum_qty is 1; nt8 says 2.");
    }

    @Test
    void thePlatformsStatusSaysLessOrAnotherPrice() throws Exception {
        order("1", "2");
        fill("1", "1", "100");
        status("1", "PARTIALLY_FILLED", map -> map.put(Keys.CUM_QTY, 1).put(Keys.AVG_PRICE, 99.5));
        fill("1", "1", "100");

        assertThat(only(FindingCode.F08, Severity.ERROR).expected()).isEqualTo("avg_price 100");
    }

    private TradingDay status(String id, String status, Consumer<MapWriter> more) {
        return day.platform(
                "nt8",
                map -> more.accept(map.put(Keys.TYPE, Types.ORDER_STATUS)
                        .put(Keys.ORDER_ID, id)
                        .put(Keys.STATUS, status)));
    }

    @Test
    void anAverageThatIsRoundedIsFine() throws Exception {
        order("1", "4");
        fill("1", "2", "100");
        fill("1", "1", "99.75");
        status("1", "PARTIALLY_FILLED", map -> map.put(Keys.CUM_QTY, 3).put(Keys.AVG_PRICE, 99.9167));
        fill("1", "1", "100");

        assertThat(audit()).isEmpty();
    }

    @Test
    void anOrderThatIsNeverAnswered() throws Exception {
        day.signal("1", "NQ", "BUY", "1").after(6 * SECOND).clock();

        Finding finding = only(FindingCode.F09, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("an answer within 5000 ms");
        assertThat(finding.observed()).isEqualTo("none");
    }

    @Test
    void anOrderThatIsAnsweredLate() throws Exception {
        day.signal("1", "NQ", "BUY", "1").after(6 * SECOND);
        fill("1", "1", "100");

        only(FindingCode.F09, Severity.WARNING);
    }

    @Test
    void anOrderThatHasJustGoneOutIsFine() throws Exception {
        day.signal("1", "NQ", "BUY", "1");

        assertThat(audit()).isEmpty();
    }

    @Test
    void anOrderWithoutAnEnd() throws Exception {
        order("1", "3");
        fill("1", "1", "100");
        day.after(6 * SECOND).clock();

        Finding finding = only(FindingCode.F10, Severity.WARNING);

        assertThat(finding.observed()).isEqualTo("open, 1 of 3 done");
    }

    @Test
    void anOrderInDoubtAtTheEnd() throws Exception {
        order("1", "3");
        status("1", "UNKNOWN", map -> {});
        day.after(6 * SECOND).clock();

        assertThat(only(FindingCode.F10, Severity.ERROR).observed()).isEqualTo("in doubt, 0 of 3 done");
    }

    @Test
    void aSignalWithoutOrder() throws Exception {
        day.dropNextOutput(Output.Role.ORDER).signal("1", "NQ", "BUY", "1").checkpoint();

        Finding finding = only(FindingCode.F11, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("the order for nt8");
        assertThat(finding.orderId()).isEqualTo("1");
    }

    @Test
    void aSignalWithoutItsRefusal() throws Exception {
        day.dropNextOutput(Output.Role.NEXUS_EVENT)
                .signal("1", "XX", "BUY", "1")
                .checkpoint();

        assertThat(only(FindingCode.F11, Severity.ERROR).expected()).isEqualTo("an order or a refusal");
    }

    @Test
    void aRefusedSignalIsFine() throws Exception {
        day.signal("1", "XX", "BUY", "1").checkpoint();

        assertThat(audit()).isEmpty();
    }

    @Test
    void anOrderWithoutSignal() throws Exception {
        day.clock()
                .orderWithoutSignal(1, map -> map.put(Keys.ORDER_ID, "forged").put(Keys.REF, "ABCDEFGH99"));

        assertThat(only(FindingCode.F11, Severity.ERROR).observed()).isEqualTo("no signal");
    }

    @Test
    void aStatusThatClaimsMoreThanTheFills() throws Exception {
        order("1", "1");
        status("1", "FILLED", map -> {});
        day.after(3 * SECOND).clock();

        Finding finding = only(FindingCode.F12, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("0 by the fills");
        assertThat(finding.observed()).isEqualTo("1 by the status");
    }

    @Test
    void aPositionThatIsNotWhatTheFillsComeTo() throws Exception {
        order("1", "1");
        fill("1", "1", "100");
        position(3).after(3 * SECOND);
        position(3);

        Finding finding = only(FindingCode.F12, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("1 NQ by the fills");
        assertThat(finding.observed()).isEqualTo("3 NQ by the position");
    }

    private TradingDay position(int quantity) {
        return day.platform(
                "nt8",
                map -> map.put(Keys.TYPE, Types.POSITION).put(Keys.SYMBOL, NQ).put(Keys.QUANTITY, quantity));
    }

    @Test
    void aPositionWhoseFillIsOnItsWayIsFine() throws Exception {
        order("1", "1");
        position(1);
        fill("1", "1", "100").after(3 * SECOND).clock();

        assertThat(audit()).isEmpty();
    }

    @Test
    void aPositionThatAnOperatorHasSetIsFine() throws Exception {
        position(3);
        day.operator(map -> map.put(Keys.TYPE, Types.POSITION_SET)
                .put(Keys.PLATFORM, "nt8")
                .put(Keys.SYMBOL, "NQ")
                .put(Keys.QUANTITY, 3)
                .put(Keys.PRICE, 99)
                .put(Keys.REASON, "seen there"));
        day.after(3 * SECOND).clock();

        assertThat(audit()).isEmpty();
    }

    @Test
    void aSignalThatIsMadeAfterItsReceipt() throws Exception {
        double late = TradingDay.START_NANOS / 1e9 + 10;
        day.signal("1", "NQ", "BUY", "1", map -> map.put(Keys.TIMESTAMP, late));
        fill("1", "1", "100");

        assertThat(only(FindingCode.F14, Severity.ERROR).explanation())
                .startsWith("NEXUS says that it made the signal");
    }

    @Test
    void aFillThatIsOlderThanItsOrder() throws Exception {
        order("1", "1");
        double early = TradingDay.START_NANOS / 1e9 - 2;
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.TIMESTAMP, early));

        assertThat(only(FindingCode.F14, Severity.ERROR).explanation()).contains(" older than the order");
    }

    @Test
    void clocksMayErrALittle() throws Exception {
        order("1", "1");
        double early = TradingDay.START_NANOS / 1e9 - 0.9;
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.TIMESTAMP, early));

        assertThat(audit()).isEmpty();
    }

    @Test
    void anOrderWithItsRiskChecksIsFine() throws Exception {
        riskDay();
        day.signal("1", "NQ", "BUY", "1").checkpoint();
        fill("1", "1", "100");

        assertThat(audit()).isEmpty();
    }

    @Test
    void anOrderWithoutRiskChecksOnRecord() throws Exception {
        riskDay();
        day.dropNextOutput(Output.Role.NEXUS_EVENT)
                .signal("1", "NQ", "BUY", "1")
                .checkpoint();
        fill("1", "1", "100");

        assertThat(only(FindingCode.F16, Severity.ERROR).expected()).isEqualTo("checks passed for nt8");
    }

    private void riskDay() throws Exception {
        day.close();
        data = folder.resolve("with risk");
        day = TradingDay.begun(data, TradingDay.CONFIG + """
                risk:
                  global: { maxOrderQuantity: 5 }
                """);
        day.nexusUp().platformUp("nt8", 1).quote("nt8", NQ, 99.75, 100);
    }

    @Test
    void aFillOutsideOfTheQuotes() throws Exception {
        order("1", "1");
        fill("1", "1", "100.25");

        Finding finding = only(FindingCode.F06, Severity.ERROR);

        assertThat(finding.expected()).isEqualTo("99.75 to 100 (bid to ask)");
        assertThat(finding.observed()).isEqualTo("100.25");
        assertThat(finding.explanation()).startsWith("The fill is 0.25 outside of what the platform showed");
    }

    @Test
    void aFillBelowTheBid() throws Exception {
        order("1", "1");
        fill("1", "1", "99.5");

        assertThat(only(FindingCode.F06, Severity.ERROR).explanation()).startsWith("The fill is 0.25 outside");
    }

    @Test
    void aQuoteShortlyBeforeOrBehindTheFillCounts() throws Exception {
        order("1", "2");
        day.quote("nt8", NQ, 101.75, 102).after(SECOND).quote("nt8", NQ, 99.75, 100);
        day.fill("nt8", "1", NQ, "1", "102").after(3 * SECOND).quote("nt8", NQ, 99.75, 100);
        day.fill("nt8", "1", NQ, "1", "102").after(SECOND / 2).quote("nt8", NQ, 101.75, 102);

        assertThat(audit()).isEmpty();
    }

    @Test
    void aQuoteLongBehindTheFillDoesNot() throws Exception {
        order("1", "1");
        fill("1", "1", "102").after(2 * SECOND).quote("nt8", NQ, 101.75, 102);

        only(FindingCode.F06, Severity.ERROR);
    }

    @Test
    void withoutQuotesTheTradesCount() throws Exception {
        day.signal("1", "ES", "BUY", "2").ack("nt8", "1").tick("nt8", "ES 03-25", 50);
        day.fill("nt8", "1", "ES 03-25", "1", "50").fill("nt8", "1", "ES 03-25", "1", "51");

        assertThat(only(FindingCode.F06, Severity.ERROR).expected()).isEqualTo("50 to 50 (traded)");
    }

    @Test
    void withoutAnyPriceThereIsNoMarket() throws Exception {
        day.signal("1", "ES", "BUY", "1").ack("nt8", "1").fill("nt8", "1", "ES 03-25", "1", "50");

        assertThat(only(FindingCode.F06, Severity.WARNING).observed()).isEqualTo("NO_MARKET");
    }

    @Test
    void theMarketOfAnotherPlatformDoesNotCount() throws Exception {
        day.platformUp("mt5", 2)
                .signal(
                        "1",
                        "NQ",
                        "BUY",
                        "1",
                        map -> map.beginArray(Keys.PLATFORMS, 1).add("mt5"));
        day.ack("mt5", "1").fill("mt5", "1", "NAS100", "2", "100");

        only(FindingCode.F06, Severity.WARNING);
    }

    @Test
    void aFillThatCameLateIsHeldAgainstTheMarketOfItsTime() throws Exception {
        order("1", "1");
        double early = day.timeNanos() / 1e9;
        day.after(20 * SECOND).quote("nt8", NQ, 110, 110.25).after(20 * SECOND).quote("nt8", NQ, 120, 120.25);
        day.fill("nt8", "1", NQ, "1", "100", map -> map.put(Keys.TIMESTAMP, early));

        assertThat(audit()).isEmpty();
    }
}
