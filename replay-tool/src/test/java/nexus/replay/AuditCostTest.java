package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nexus.journal.message.Keys;
import nexus.journal.store.JournalReader;
import nexus.replay.audit.AuditOptions;
import nexus.replay.audit.AuditReport;
import nexus.replay.audit.cost.OrderCost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs against figures that were worked out by hand. */
class AuditCostTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String NQ = "NQ 03-25";

    @TempDir
    Path data;

    private final List<OrderCost> costs = new ArrayList<>();
    private TradingDay day;

    @BeforeEach
    void begin() throws Exception {
        day = TradingDay.begun(data);
        day.nexusUp().platformUp("nt8", 1);
    }

    @AfterEach
    void end() throws Exception {
        day.close();
    }

    private AuditReport audit() throws Exception {
        costs.clear();
        try (JournalReader journal = JournalReader.open(data)) {
            return AuditReport.of(data, journal, AuditOptions.all(), costs::add, sequence -> {});
        }
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    /** Mid 1000 when it is sent; half at 1001, half at 1003, each while the mid is 1002. */
    @Test
    void aBuyAgainstTheMiddle() throws Exception {
        day.quote("nt8", NQ, 999, 1001).signal("1", "NQ", "BUY", "2").ack("nt8", "1");
        day.quote("nt8", NQ, 1001, 1003).fill("nt8", "1", NQ, "1", "1001").fill("nt8", "1", NQ, "1", "1003");

        AuditReport report = audit();

        OrderCost cost = costs.get(0);
        assertThat(cost.averagePrice()).isEqualByComparingTo("1002");
        assertThat(cost.isMid()).isTrue();
        assertThat(cost.arrival()).isEqualByComparingTo("1000");
        assertThat(cost.arrivalBps()).isEqualByComparingTo("20");
        assertThat(cost.decisionBps()).isEqualByComparingTo("20");
        // 2 · (1001 − 1002) and 2 · (1003 − 1002): nothing on the whole.
        assertThat(cost.spreadBps()).isEqualByComparingTo("0");
        assertThat(report.costs()).hasSize(1);
        assertThat(report.costs().get(0).arrivalBps()).isEqualByComparingTo("20");
    }

    @Test
    void aSaleCostsWhereItIsCheaper() throws Exception {
        day.quote("nt8", NQ, 999, 1001).signal("1", "NQ", "SELL", "1").fill("nt8", "1", NQ, "1", "999");

        audit();

        assertThat(costs.get(0).arrivalBps()).isEqualByComparingTo("10");
        assertThat(costs.get(0).spreadBps()).isEqualByComparingTo("20");
    }

    @Test
    void theDecisionIsTheMarketWhenTheSignalWasMade() throws Exception {
        day.quote("nt8", NQ, 999, 1001);
        double made = (day.timeNanos() + SECOND / 2) / 1e9;
        day.after(SECOND).quote("nt8", NQ, 1009, 1011);
        day.signal("1", "NQ", "BUY", "1", map -> map.put(Keys.TIMESTAMP, made)).fill("nt8", "1", NQ, "1", "1011");

        audit();

        assertThat(costs.get(0).decision()).isEqualByComparingTo("1000");
        assertThat(costs.get(0).decisionBps()).isEqualByComparingTo("110");
        assertThat(costs.get(0).arrival()).isEqualByComparingTo("1010");
    }

    @Test
    void markoutsAreTheMarketAtEachTime() throws Exception {
        day.quote("nt8", NQ, 999, 1001).signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "1", "1000");
        day.after(SECOND / 2).quote("nt8", NQ, 1000, 1002);
        day.after(5 * SECOND).quote("nt8", NQ, 1001, 1003);
        day.after(50 * SECOND).quote("nt8", NQ, 1002, 1004);
        day.after(10 * SECOND).clock();

        audit();

        // 100 ms: still 1000; 1 s: 1001; 10 s: 1002; 60 s: 1003; 5 min: the journal does not reach so far.
        assertThat(costs.get(0).markoutBps())
                .containsExactly(decimal("0.0000"), decimal("10.0000"), decimal("20.0000"), decimal("30.0000"), null);
    }

    @Test
    void withoutALaterPriceMarkoutsAreUnknown() throws Exception {
        day.quote("nt8", NQ, 999, 1001).signal("1", "NQ", "SELL", "1").fill("nt8", "1", NQ, "1", "1000");
        day.after(400 * SECOND).clock();

        audit();

        assertThat(costs.get(0).markoutBps()).containsOnlyNulls().hasSize(5);
    }

    @Test
    void aPriceThatIsTooOldIsNoMarket() throws Exception {
        day.quote("nt8", NQ, 999, 1001).after(61 * SECOND);
        day.signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "1", "1000");

        audit();

        assertThat(costs.get(0).arrival()).isNull();
        assertThat(costs.get(0).arrivalBps()).isNull();
        assertThat(costs.get(0).spreadBps()).isNull();
    }

    @Test
    void withoutQuotesTheLastTradeIsTheReferenceAndThereIsNoSpread() throws Exception {
        day.tick("nt8", NQ, 1000).signal("1", "NQ", "BUY", "1").fill("nt8", "1", NQ, "1", "1001");

        AuditReport report = audit();

        assertThat(costs.get(0).arrivalBps()).isEqualByComparingTo("10");
        assertThat(costs.get(0).isMid()).isFalse();
        assertThat(costs.get(0).spreadBps()).isNull();
        assertThat(report.costs().get(0).isMid()).isFalse();
    }

    @Test
    void meansAreWeightedByQuantityInUniversalUnits() throws Exception {
        day.platformUp("mt5", 2).quote("mt5", "NAS100", 999, 1001);
        // mt5 counts two for one: one of the universal units at 10 bp, three at 50 bp.
        for (String[] order : new String[][] {{"1", "1", "2", "1001"}, {"2", "3", "6", "1005"}}) {
            day.signal(
                    order[0],
                    "NQ",
                    "BUY",
                    order[1],
                    map -> map.beginArray(Keys.PLATFORMS, 1).add("mt5"));
            day.fill("mt5", order[0], "NAS100", order[2], order[3]);
        }

        AuditReport report = audit();

        assertThat(report.costs().get(0).quantity()).isEqualByComparingTo("4");
        assertThat(report.costs().get(0).arrivalBps()).isEqualByComparingTo("40");
    }

    @Test
    void latenciesAreMeasuredStepByStep() throws Exception {
        day.quote("nt8", NQ, 999, 1001).signal("1", "NQ", "BUY", "1").after(3_000_000);
        day.ack("nt8", "1").after(5_000_000).fill("nt8", "1", NQ, "1", "1000");

        audit();

        // Every record of such a day takes a millisecond; SIGNAL_ACK stands between order and acknowledgement.
        assertThat(costs.get(0).signalToOrderNanos()).isEqualTo(1_000_000);
        assertThat(costs.get(0).orderToAckNanos()).isEqualTo(5_000_000);
        assertThat(costs.get(0).ackToFillNanos()).isEqualTo(7_000_000);
        assertThat(costs.get(0).orderToFillNanos()).isEqualTo(12_000_000);
    }
}
