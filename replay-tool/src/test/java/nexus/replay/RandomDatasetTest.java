package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import nexus.gateway.router.Router;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.journal.store.JournalWriter;
import nexus.journal.store.Settings;
import nexus.journal.store.Sha256;
import nexus.journal.store.SnapshotStore;
import nexus.replay.command.RecordFields;
import nexus.replay.parquet.Duck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Learning data of random days over midnight, with quiet times, late fills, restarts and snapshots. The seed is printed;
 * {@code -Dreplay.seed=N} runs it again.
 */
class RandomDatasetTest {
    private static final long SEED = Long.getLong("replay.seed", 20_261_123L);
    private static final int STEPS = 1_500;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final List<String> FEATURES = List.of("trades", "quotes", "signals", "orders", "fills");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private Path data;
    private long last;
    private int nextId;
    private int nextExecution;

    @BeforeEach
    void writeTheDay() throws Exception {
        System.out.println("random dataset: -Dreplay.seed=" + SEED);
        data = folder.resolve("data");
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            trade(day);
            last = day.lastSequence();
        }
    }

    /** However the runs are cut: the same rows as of one run, and no file of an earlier run is touched. */
    @Test
    void runsAddUpToOneRun() throws Exception {
        Path whole = dataset("whole", data);

        Path parts = folder.resolve("parts");
        Map<String, String> written = new TreeMap<>();
        long cut = 0;
        while (cut < last) {
            cut = Math.min(last, cut + 1 + random.nextLong(last / 6));
            CommandRun run = CommandRun.of("dataset", "--data", data, "--out", parts, "--to", cut);
            assertThat(run.exitCode()).as(run.err()).isZero();
            Map<String, String> now = hashes(parts);
            assertThat(now).as("up to record " + cut).containsAllEntriesOf(written);
            written = now;
        }

        for (String type : types()) {
            assertThat(rows(parts, type)).as(type).isEqualTo(rows(whole, type));
        }
        CommandRun nothing = CommandRun.of("dataset", "--data", data, "--out", parts);
        assertThat(nothing.exitCode()).isZero();
        assertThat(hashes(parts)).isEqualTo(written);
    }

    /** A journal that ends earlier gives the same rows up to there: no row knows what came later. */
    @Test
    void nothingIsKnownBeforeItHappened() throws Exception {
        Path whole = dataset("whole", data);
        for (int i = 0; i < 6; i++) {
            long end = 20 + random.nextLong(last - 20);
            Path earlier = truncated(end);
            Path cut = dataset("cut" + i, earlier);
            for (String type : types()) {
                assertThat(rows(cut, type))
                        .as(type + " up to record " + end)
                        .isEqualTo(Duck.query(
                                "select * from (" + table(whole, type) + ") where seq <= " + end + " order by all"));
            }
        }
        assertThat(Duck.query("select count(*) from (" + table(whole, "outcomes")
                        + ") where label_available_ns > ts_recv_ns"))
                .containsExactly(List.of(0L));
    }

    /** By another way, in SQL: what the market showed before the order was sent, on the order's own platform. */
    @Test
    void arrivalIsTheMarketBeforeTheOrderWasSent() throws Exception {
        Path whole = dataset("whole", data);
        String expected = """
                with sent as (select ref, seq as sent_seq, ts_recv_ns as sent_ns, platform, platform_symbol
                              from (%s) where event = 'ORDER_SENT'),
                bids as (select ref, arg_max(bid, seq) bid, max(q.ts_recv_ns) bid_ns from sent join (%s) q
                         using (platform, platform_symbol) where q.seq < sent_seq and bid is not null group by ref),
                asks as (select ref, arg_max(ask, seq) ask, max(q.ts_recv_ns) ask_ns from sent join (%s) q
                         using (platform, platform_symbol) where q.seq < sent_seq and ask is not null group by ref),
                trades as (select ref, arg_max(price, seq) price, max(t.ts_recv_ns) trade_ns from sent join (%s) t
                         using (platform, platform_symbol) where t.seq < sent_seq group by ref)
                select ref,
                       case when sent_ns - least(bid_ns, ask_ns) <= 60000000000 and bid is not null and ask is not null
                                then bid * 0.5 + ask * 0.5
                            when sent_ns - trade_ns <= 60000000000 then price end as mid,
                       case when sent_ns - least(bid_ns, ask_ns) <= 60000000000 and bid is not null and ask is not null
                                then ask - bid end as spread
                from sent left join bids using (ref) left join asks using (ref) left join trades using (ref)
                """.formatted(
                        table(whole, "orders"), table(whole, "quotes"), table(whole, "quotes"), table(whole, "trades"));
        // Of an order whose outcome was told before, nothing is remembered.
        String late =
                "exists (select 1 from (" + table(whole, "outcomes") + ") o where o.ref = f.ref and o.seq < f.seq)";
        String fills = "(" + table(whole, "fills") + ") f join (" + expected + ") e using (ref) where not " + late;

        assertThat(Duck.query("select f.seq, ref, f.mid_arrival, e.mid, f.spread_arrival, e.spread from " + fills
                        + " and (f.mid_arrival is distinct from e.mid or f.spread_arrival is distinct from e.spread)"))
                .isEmpty();
        assertThat((long) Duck.query("select count(mid_arrival) from " + fills)
                        .get(0)
                        .get(0))
                .isGreaterThan(50);
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(FEATURES);
        types.add("outcomes");
        return types;
    }

    private Path dataset(String name, Path journal) {
        Path out = folder.resolve(name);
        CommandRun run = CommandRun.of("dataset", "--data", journal, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return out;
    }

    private static String table(Path dataset, String type) {
        return "select * from read_parquet('" + dataset + "/type=" + type + "/**/*.parquet', hive_partitioning=true)";
    }

    private static List<List<Object>> rows(Path dataset, String type) throws Exception {
        return Files.exists(dataset.resolve("type=" + type))
                ? Duck.query("select * from (" + table(dataset, type) + ") order by all")
                : List.of();
    }

    /** By path: SHA-256 of each part. */
    private static Map<String, String> hashes(Path dataset) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                hashes.put(dataset.relativize(file).toString(), Sha256.of(file));
            }
        }
        return hashes;
    }

    /** The journal as it was when this record was its last. */
    private Path truncated(long end) throws IOException {
        Path copy = folder.resolve("until-" + end);
        RecordFields fields = new RecordFields();
        JournalRecord record = new JournalRecord();
        JournalWriter writer = null;
        try (JournalReader journal = JournalReader.open(data)) {
            while (journal.next(record) && record.sequence() <= end) {
                if (record.kind() == RecordKind.RUN) {
                    if (writer != null) {
                        writer.close();
                    }
                    String runId = fields.of(record).text(Keys.RUN_ID);
                    long timeNanos = record.timeNanos();
                    writer = JournalWriter.open(copy, runId, record.sequence(), () -> timeNanos, Settings.small());
                }
                writer.append(
                        record.kind(),
                        record.flags(),
                        record.source(),
                        record.cause(),
                        record.timeNanos(),
                        record.payload(),
                        record.payloadOffset(),
                        record.payloadLength());
            }
        } finally {
            if (writer != null) {
                writer.close();
            }
        }
        return copy;
    }

    private void trade(TradingDay day) throws Exception {
        Map<String, String> symbols = new LinkedHashMap<>();
        symbols.put("NQ 03-25", "nt8");
        symbols.put("ES 03-25", "nt8");
        symbols.put("NAS100", "mt5");
        symbols.put("odd/name ü", "nt8");
        List<String> names = List.copyOf(symbols.keySet());
        List<String[]> open = new ArrayList<>();
        List<String[]> done = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            day.after(pause());
            int choice = random.nextInt(100);
            String symbol = names.get(random.nextInt(names.size()));
            if (choice < 25) {
                day.tick(symbols.get(symbol), symbol, 100 + random.nextInt(40) / 4.0);
            } else if (choice < 50) {
                double bid = 100 + random.nextInt(40) / 4.0;
                day.quote(symbols.get(symbol), symbol, bid, bid + (1 + random.nextInt(3)) / 4.0);
            } else if (choice < 62) {
                signal(day, open);
            } else if (choice < 82 && !open.isEmpty()) {
                answer(day, open, done);
            } else if (choice < 84 && !done.isEmpty()) {
                fill(day, done.get(random.nextInt(done.size())));
            } else if (choice < 86) {
                day.nexusDown().nexusUp();
            } else if (choice == 87 && random.nextInt(4) == 0) {
                day.dying().restart("run" + step).nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            } else if (choice == 88) {
                day.checkpoint();
                byte[] state = day.router().stateBytes();
                SnapshotStore.open(data).write(day.lastSequence(), Router.VERSION, state, state.length);
            } else {
                day.clock();
            }
        }
    }

    /** Mostly short; now and then longer than a price counts, or than labels wait; once or twice over midnight. */
    private long pause() {
        int choice = random.nextInt(200);
        if (choice == 0) {
            return 7 * 3_600 * SECOND;
        } else if (choice < 5) {
            return (100 + random.nextInt(400)) * SECOND;
        } else if (choice < 40) {
            return random.nextInt(20) * SECOND;
        }
        return random.nextInt(600) * MILLI;
    }

    private void signal(TradingDay day, List<String[]> open) {
        String id = Integer.toString(++nextId);
        boolean isNq = random.nextInt(3) > 0;
        String quantity = Integer.toString(1 + random.nextInt(3));
        day.signal(id, isNq ? "NQ" : "ES", random.nextBoolean() ? "BUY" : "SELL", quantity);
        open.add(new String[] {"nt8", id, isNq ? "NQ 03-25" : "ES 03-25", quantity});
        if (isNq) {
            open.add(new String[] {"mt5", id, "NAS100", Integer.toString(2 * Integer.parseInt(quantity))});
        }
    }

    private void answer(TradingDay day, List<String[]> open, List<String[]> done) {
        String[] order = open.get(random.nextInt(open.size()));
        switch (random.nextInt(8)) {
            case 0 -> {
                day.reject(order[0], order[1]);
                open.remove(order);
                done.add(order);
            }
            case 1 -> {
                day.platform(
                        order[0],
                        map -> map.put(Keys.TYPE, Types.ORDER_CANCELED).put(Keys.ORDER_ID, order[1]));
                open.remove(order);
                done.add(order);
            }
            case 2 -> day.ack(order[0], order[1]);
            case 3 -> fill(day, order);
            default -> {
                day.fill(order[0], order[1], order[2], order[3], price(), this::execution);
                open.remove(order);
                done.add(order);
            }
        }
    }

    /** One unit. */
    private void fill(TradingDay day, String[] order) {
        day.fill(order[0], order[1], order[2], "1", price(), this::execution);
    }

    private void execution(nexus.journal.codec.MapWriter map) {
        map.put(Keys.EXEC_ID, "E" + ++nextExecution).put(Keys.COMMISSION, new BigDecimal("0.25"));
    }

    private String price() {
        return BigDecimal.valueOf(100 + random.nextInt(40) / 4.0).toPlainString();
    }
}
