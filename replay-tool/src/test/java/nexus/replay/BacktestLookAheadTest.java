package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.backtest.TickDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that comes later has any influence on what was before. */
class BacktestLookAheadTest {
    private static final int TICKS = 8_000;
    private static final int CUTS = 12;

    @TempDir
    Path folder;

    @Test
    void truncatingTheDayAtAnyTimeLeavesEverythingUpToThereUnchanged() throws Exception {
        long seed = Long.getLong("test.seed", 20_261_123L);
        Random random = new Random(seed);
        List<TickDay.Trade> day = TickDay.trades(random.nextLong(), TICKS);
        // The same name in another folder: the journal names the file.
        List<String> whole = journal("whole", day, seed);
        for (int i = 0; i < CUTS; i++) {
            long cutMillis = day.get(random.nextInt(TICKS)).millis();
            List<TickDay.Trade> before =
                    day.stream().filter(trade -> trade.millis() <= cutMillis).toList();

            List<String> truncated = journal("cut" + i, before, seed);

            List<String> upToCut = whole.stream()
                    .takeWhile(
                            record -> Long.parseLong(record.substring(0, record.indexOf(' '))) <= cutMillis * 1_000_000)
                    .toList();
            assertThat(truncated.subList(0, upToCut.size()))
                    .as("seed " + seed + ", cut at " + cutMillis + " ms")
                    .isEqualTo(upToCut);
        }
    }

    private List<String> journal(String name, List<TickDay.Trade> trades, long seed) throws Exception {
        Path parent = Files.createDirectories(folder.resolve(name));
        Path ticks = TickDay.write(parent.resolve("gc.csv"), trades);
        CommandRun run = BacktestRun.random(
                folder,
                parent.resolve("out"),
                ticks,
                BacktestRun.LIVELY,
                "--contract",
                "201312",
                "--param",
                "seed=" + seed % 1_000);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return BacktestRun.records(parent.resolve("out"));
    }

    /** An execution belongs to a trade that came behind the order's arrival, and is no better than that trade. */
    @Test
    void everyExecutionHasATradeBehindTheOrdersArrivalThatGivesItsTimeAndPrice() throws Exception {
        long seed = Long.getLong("test.seed", 20_261_123L);
        journal("fills", TickDay.trades(seed, TICKS), seed);
        Map<String, Long> arrivals = new HashMap<>();
        Map<String, String> sides = new HashMap<>();
        Map<Double, BigDecimal[]> trades = new HashMap<>();
        int fills = 0;
        JournalRecord record = new JournalRecord();
        MapReader reader = new MapReader();
        MapReader data = new MapReader();
        try (JournalReader journal = JournalReader.open(folder.resolve("fills/out"))) {
            while (journal.next(record)) {
                reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
                switch (record.kind() == RecordKind.NEXUS_OUT ? "" : text(reader, Keys.TYPE)) {
                    case Types.ORDER -> sides.put(text(reader, Keys.REF), text(reader, Keys.SIDE));
                    case Types.ORDER_ACK ->
                        arrivals.put(text(reader, Keys.REF), nanos(reader.doubleValue(reader.find(Keys.TIMESTAMP))));
                    case Types.MARKET_DATA -> {
                        data.wrapMap(reader, reader.find(Keys.DATA));
                        BigDecimal price = data.decimalValue(data.find(Keys.PRICE));
                        trades.merge(
                                data.doubleValue(data.find(Keys.TIMESTAMP)), new BigDecimal[] {price, price}, (a, b) ->
                                        new BigDecimal[] {a[0].min(b[0]), a[1].max(b[1])});
                    }
                    case Types.ORDER_FILL -> {
                        fills++;
                        String ref = text(reader, Keys.REF);
                        double time = reader.doubleValue(reader.find(Keys.TIMESTAMP));
                        BigDecimal price = reader.decimalValue(reader.find(Keys.FILL_PRICE));
                        String what = "seed " + seed + ", record " + record.sequence();
                        // Only trades that stand before this record are known here.
                        assertThat(trades).as(what).containsKey(time);
                        assertThat(nanos(time)).as(what).isGreaterThanOrEqualTo(arrivals.get(ref));
                        assertThat(record.timeNanos()).as(what).isGreaterThanOrEqualTo(nanos(time));
                        BigDecimal[] range = trades.get(time);
                        if (sides.get(ref).equals("BUY")) {
                            assertThat(price).as(what).isGreaterThanOrEqualTo(range[0]);
                        } else {
                            assertThat(price).as(what).isLessThanOrEqualTo(range[1]);
                        }
                    }
                    default -> {
                        // Of no account here.
                    }
                }
            }
        }
        assertThat(fills).as("seed " + seed).isGreaterThan(100);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e3) * 1_000_000;
    }

    private static String text(MapReader reader, Key key) {
        int field = reader.find(key);
        return field == MapReader.ABSENT ? "" : reader.textValue(field);
    }
}
