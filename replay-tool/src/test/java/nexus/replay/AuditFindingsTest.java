package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    private TradingDay day;

    @BeforeEach
    void begin() throws Exception {
        day = TradingDay.begun(folder.resolve("the data"));
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
        try (JournalReader journal = JournalReader.open(folder.resolve("the data"))) {
            AuditReport report =
                    AuditReport.of(folder.resolve("the data"), journal, AuditOptions.all(), sequence -> {});
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
}
