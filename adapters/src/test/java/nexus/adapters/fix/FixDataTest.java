package nexus.adapters.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import nexus.adapters.GoldDay;
import nexus.adapters.fix.FixSettings.MarketDataSettings;
import nexus.adapters.link.Eventually;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data on its own session, and on the one for orders. */
class FixDataTest {
    /** As many as may be on the way: more than the link's queue would be thrown away, as ticks are. */
    private static final int WINDOW = 2_000;

    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("'272='yyyyMMdd'|273='HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private StrictFixServer trade;
    private StrictFixServer quote;
    private FixStage stage;

    private void open(MarketDataSettings data) throws IOException {
        trade = new StrictFixServer();
        quote = new StrictFixServer();
        FixSessionSettings session = FixStage.session(quote.port(), "CLIENT", "SERVER");
        FixSessionSettings apart = new FixSessionSettings(
                "127.0.0.1", quote.port(), "CLIENT", "SERVER", "QUOTE", "QUOTE", "", "", 30, true, null, null);
        assertThat(session.toString()).isNotEqualTo(apart.toString());
        stage = new FixStage(folder, trade.port()).withData(data, apart).up();
    }

    @AfterEach
    void close() throws IOException {
        if (stage == null) {
            // The recorded day is not everywhere.
            return;
        }
        stage.close();
        trade.close();
        quote.close();
        assertThat(trade.violations()).isEmpty();
        assertThat(quote.violations()).isEmpty();
    }

    /** The ids of the requests for both symbols, NQ first. */
    private List<String> requests() {
        FixMessage one = quote.next("V");
        FixMessage other = quote.next("V");
        boolean first = one.text(55).equals("1001");
        assertThat(List.of(one.text(55), other.text(55))).containsExactlyInAnyOrder("1001", "GC");
        assertThat((first ? one : other).toString()).contains("|146=1|55=1001|22=8|48=4711|");
        return List.of((first ? one : other).text(262), (first ? other : one).text(262));
    }

    private String tick() {
        var fields = stage.gateway.next(Types.MARKET_DATA).fields();
        StringBuilder line = new StringBuilder(fields.dataText(Keys.SYMBOL));
        append(line, " ", fields.dataDecimal(Keys.PRICE));
        append(line, " x", fields.dataDecimal(Keys.VOLUME));
        append(line, " bid ", fields.dataDecimal(Keys.BID));
        append(line, " x", fields.dataDecimal(Keys.BID_SIZE));
        append(line, " ask ", fields.dataDecimal(Keys.ASK));
        append(line, " x", fields.dataDecimal(Keys.ASK_SIZE));
        return line.toString();
    }

    private static void append(StringBuilder line, String name, BigDecimal value) {
        if (value != null) {
            line.append(name).append(value.stripTrailingZeros().toPlainString());
        }
    }

    @Test
    void snapshotsAndIncrements() throws IOException {
        open(new MarketDataSettings(true, 1, true, true, true));
        String id = requests().get(0);
        quote.send(
                "W",
                "262=" + id + "|55=1001|268=3|269=0|270=100.25|271=5|269=1|270=100.5|271=7|269=2|270=100.25|271=3");
        // Of a trade before the subscription the price, not the volume.
        assertThat(List.of(tick(), tick())).containsExactly("NQH25 100.25", "NQH25 bid 100.25 x5 ask 100.5 x7");
        quote.send("X", "262=" + id + "|268=2|279=1|269=0|55=1001|270=100|271=4|279=0|269=2|270=100|271=2");
        assertThat(List.of(tick(), tick())).containsExactly("NQH25 100 x2", "NQH25 bid 100 x4 ask 100.5 x7");
        quote.send("X", "262=" + id + "|268=1|279=1|269=1|271=9");
        assertThat(tick()).isEqualTo("NQH25 bid 100 x4 ask 100.5 x9");
        quote.send("X", "262=" + id + "|268=1|279=2|269=1");
        assertThat(tick()).isEqualTo("NQH25 bid 100 x4");
        quote.drop();
        Eventually.await("noticed", () -> !stage.adapter.isUp());
        stage.awaitUp();
        String again = requests().get(0);
        assertThat(again).isNotEqualTo(id);
        quote.send("W", "262=" + again + "|55=1001|268=1|269=0|270=99|271=1");
        assertThat(tick()).isEqualTo("NQH25 bid 99 x1");
        stage.order("T1", "5");
        assertThat(trade.next("D").text(11)).isEqualTo("T1");
    }

    @Test
    void aWholeBookByEntryIds() throws IOException {
        open(new MarketDataSettings(true, 0, true, true, false));
        String id = requests().get(1);
        quote.send("W", "262=" + id + "|55=GC|268=2|269=0|278=b1|270=10|271=1|269=1|278=a1|270=12|271=1");
        assertThat(tick()).isEqualTo("GCZ3 bid 10 x1 ask 12 x1");
        // A worse bid and a better ask; then the better one goes.
        quote.send("X", "262=" + id + "|268=2|279=0|278=b2|269=0|270=9|271=5|279=0|278=a2|269=1|270=11|271=2");
        assertThat(tick()).isEqualTo("GCZ3 bid 10 x1 ask 11 x2");
        quote.send("X", "262=" + id + "|268=2|279=2|278=a2|269=1|279=2|278=b1|269=0");
        assertThat(tick()).isEqualTo("GCZ3 bid 9 x5 ask 12 x1");
    }

    @Test
    void repeatedTradesAndRefusedSymbols() throws IOException {
        open(new MarketDataSettings(true, 1, false, true, true));
        List<String> ids = requests();
        quote.send("Y", "262=" + ids.get(1) + "|281=0|58=not subscribed");
        stage.awaitSaid("no market data of GCZ3: not subscribed");
        String trade = "262=" + ids.get(0) + "|55=1001|268=1|269=2|270=50|271=2|272=20261123|273=10:00:00.";
        quote.send("W", trade + "000");
        quote.send("W", trade + "000");
        quote.send("W", trade + "250");
        assertThat(List.of(tick(), tick())).containsExactly("NQH25 50", "NQH25 50 x2");
        quote.send("X", "262=" + ids.get(0) + "|268=1|279=0|269=2|55=1001|270=none|271=2");
        stage.awaitSaid("market data that cannot be read is left out");
        quote.send("W", "262=zz|55=other|268=1|269=2|270=50|271=2");
        stage.awaitSaid("market data of other, which was not asked for");
    }

    @Test
    void aDayComesThroughComplete() throws Exception {
        List<GoldDay.Trade> day = GoldDay.trades();
        assumeFalse(day.isEmpty(), "no recorded day beside or above this folder");
        open(new MarketDataSettings(true, 1, true, false, true));
        String id = requests().get(1);
        AtomicInteger taken = new AtomicInteger();
        List<IOException> failures = new ArrayList<>();
        Thread player = new Thread(() -> {
            try {
                int sent = 0;
                for (GoldDay.Trade trade : day) {
                    while (sent - taken.get() >= WINDOW && !Thread.interrupted()) {
                        LockSupport.parkNanos(100_000);
                    }
                    quote.send(
                            "X",
                            "262=" + id + "|268=1|279=0|269=2|55=GC|270=" + trade.price() + "|271=" + trade.size() + "|"
                                    + DATE_AND_TIME.format(Instant.ofEpochMilli(trade.epochMillis())));
                    sent++;
                }
            } catch (IOException e) {
                failures.add(e);
            }
        });
        player.start();
        for (GoldDay.Trade trade : day) {
            var fields = stage.gateway.next(Types.MARKET_DATA).fields();
            taken.incrementAndGet();
            assertThat(fields.dataText(Keys.SYMBOL)).isEqualTo("GCZ3");
            same(fields.dataDecimal(Keys.PRICE), new BigDecimal(trade.price()));
            same(fields.dataDecimal(Keys.VOLUME), BigDecimal.valueOf(trade.size()));
            Key time = Keys.TIMESTAMP;
            assertThat(Math.round(fields.dataDecimal(time).doubleValue() * 1_000))
                    .isEqualTo(trade.epochMillis());
        }
        player.join();
        assertThat(failures).isEmpty();
    }

    private static void same(BigDecimal came, BigDecimal sent) {
        assertThat(came).isEqualByComparingTo(sent);
    }
}
