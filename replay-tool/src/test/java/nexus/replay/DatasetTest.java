package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import nexus.journal.message.Key;
import nexus.journal.message.Keys;
import nexus.journal.message.Types;
import nexus.journal.store.Sha256;
import nexus.replay.parquet.Duck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The learning data, as DuckDB finds it. The seed of the random days is printed; {@code -Ddataset.seed=N} runs them again.
 */
class DatasetTest {
    private static final long SEED = Long.getLong("dataset.seed", 20_261_123L);
    private static final List<String> TYPES = List.of("trades", "quotes", "signals", "orders", "fills", "outcomes");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;

    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void name() {
        data = folder.resolve("a data folder");
        out = folder.resolve("learning data");
    }

    @Test
    void oneOrderWithAllThatCameOfIt() throws Exception {
        long filledAt;
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.quote("nt8", "NQ 03-25", 100, 101);
            day.signal(
                    "one",
                    "NQ",
                    "BUY",
                    "2",
                    signal -> signal.put(Keys.CONFIDENCE, 0.75)
                            .put(Keys.TIMESTAMP, day.timeNanos() / 1e9)
                            .beginMap(Keys.METADATA)
                            .put(Key.of("model"), "m7")
                            .endMap());
            day.fill(
                    "nt8",
                    "one",
                    "NQ 03-25",
                    "2",
                    "101",
                    fill -> fill.put(Keys.EXEC_ID, "e1")
                            .put(Keys.COMMISSION, 1.25)
                            .put(Keys.CURRENCY, "USD"));
            filledAt = day.timeNanos();
            // Known at 100 ms: 101 / 102; at a second: 99 / 100; the rest: a trade, which makes no middle, at 104.
            day.quote("nt8", "NQ 03-25", 101, 102);
            day.after(500 * MILLI).quote("nt8", "NQ 03-25", 99, 100);
            day.after(2 * SECOND).quote("nt8", "NQ 03-25", 103, 105);
            day.after(50 * SECOND).quote("nt8", "NQ 03-25", 103, 105);
            day.after(4 * MINUTE).quote("nt8", "NQ 03-25", 109, 111);
            day.after(10 * SECOND).tick("nt8", "NQ 03-25", 110.5);
        }

        CommandRun run = dataset();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rows("signals", "order_id, side, quantity, confidence, metadata, platform, order_type"))
                .containsExactly(Arrays.asList("one", (byte) 1, 2.0, 0.75, "{\"model\":\"m7\"}", null, "MARKET"));
        assertThat(rows(
                        "fills",
                        "exec_id, order_id, side, price, quantity, fee, fee_currency, mid_arrival, spread_arrival"))
                .containsExactly(List.of("e1", "one", (byte) 1, 101.0, 2.0, 1.25, "USD", 100.5, 1.0));
        assertThat(rows("trades", "price, size, aggressor, platform_symbol"))
                .containsExactly(Arrays.asList(110.5, 1.0, null, "NQ 03-25"));
        assertThat(rows("quotes", "count(*), min(bid), max(ask), min(bid_size)"))
                .containsExactly(Arrays.asList(6L, 99.0, 111.0, null));
        List<Object> outcome = rows(
                        "outcomes where platform = 'nt8'",
                        "order_id, filled_qty, avg_price, reject_code, complete, mid_kind, label_available_ns,"
                                + " slippage_bps, markout_100ms_bps, markout_1s_bps, markout_10s_bps, markout_1min_bps,"
                                + " markout_5min_bps")
                .get(0);
        assertThat(outcome.subList(0, 7))
                .isEqualTo(Arrays.asList("one", 2.0, 101.0, null, true, "MID", filledAt + 5 * MINUTE));
        assertThat((double) outcome.get(7)).isCloseTo(0.5 / 100.5 * 10_000, within(1e-9));
        assertThat((double) outcome.get(8)).isCloseTo(0.5 / 101 * 10_000, within(1e-9));
        assertThat((double) outcome.get(9)).isCloseTo(-1.5 / 101 * 10_000, within(1e-9));
        assertThat((double) outcome.get(10)).isCloseTo(3.0 / 101 * 10_000, within(1e-9));
        assertThat((double) outcome.get(11)).isCloseTo(3.0 / 101 * 10_000, within(1e-9));
        assertThat((double) outcome.get(12)).isCloseTo(9.0 / 101 * 10_000, within(1e-9));
    }

    @Test
    void whatIsUnknownIsNull() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.signal("blind", "NQ", "SELL", "1").fill("nt8", "blind", "NQ 03-25", "1", "16000");
            day.signal("refused", "XY", "BUY", "1");
            day.after(6 * MINUTE).clock().clock();
        }
        assertThat(dataset().exitCode()).isZero();

        assertThat(rows("fills", "mid_arrival, spread_arrival, fee, exec_id, ts_event_ns"))
                .containsExactly(Arrays.asList(null, null, null, null, null));
        assertThat(rows("outcomes", "order_id, filled_qty, slippage_bps, markout_1s_bps, reject_code, complete"))
                .containsExactlyInAnyOrder(
                        Arrays.asList("blind", 1.0, null, null, null, false),
                        Arrays.asList("refused", 0.0, null, null, "UNKNOWN_SYMBOL", true),
                        Arrays.asList("blind", 0.0, null, null, "PLATFORM_DOWN", true));
    }

    @Test
    void aQuoteThatStandsIsTheMarketBehindAFill() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).quote("nt8", "NQ 03-25", 100, 101);
            day.signal("one", "NQ", "BUY", "2").fill("nt8", "one", "NQ 03-25", "2", "101");
            day.after(500 * MILLI).quote("nt8", "NQ 03-25", 104, 106);
            for (int i = 0; i < 12; i++) {
                day.after(30 * SECOND).quote("nt8", "NQ 03-25", 104, 106);
            }
        }
        assertThat(dataset().exitCode()).isZero();

        List<Object> outcome = rows("outcomes where platform = 'nt8'", "markout_100ms_bps, markout_1s_bps, complete")
                .get(0);
        assertThat((double) outcome.get(0)).isCloseTo(-0.5 / 101 * 10_000, within(1e-9));
        assertThat((double) outcome.get(1)).isCloseTo(4.0 / 101 * 10_000, within(1e-9));
        assertThat(outcome.get(2)).isEqualTo(true);
    }

    @Test
    void aMarketThatShowsItselfBehindTheFillCountsFromThenOn() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1);
            day.signal("one", "NQ", "BUY", "2").fill("nt8", "one", "NQ 03-25", "2", "101");
            for (int i = 0; i < 80; i++) {
                day.after(5 * SECOND).quote("nt8", "NQ 03-25", 104, 106);
            }
        }
        assertThat(dataset().exitCode()).isZero();

        List<Object> outcome = rows("outcomes where platform = 'nt8'", "markout_100ms_bps, markout_10s_bps, complete")
                .get(0);
        assertThat(outcome.get(0)).isNull();
        assertThat((double) outcome.get(1)).isCloseTo(4.0 / 101 * 10_000, within(1e-9));
        assertThat(outcome.get(2)).isEqualTo(false);
    }

    @Test
    void aShortSaleThatTheMarketFollowsIsGain() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).tick("nt8", "NQ 03-25", 1_000);
            day.signal("short", "NQ", "SELL", "1").fill("nt8", "short", "NQ 03-25", "1", "999");
            day.tick("nt8", "NQ 03-25", 990).after(6 * MINUTE).clock();
        }
        assertThat(dataset().exitCode()).isZero();

        List<Object> outcome = rows(
                        "outcomes where order_id = 'short' and filled_qty > 0",
                        "slippage_bps, markout_100ms_bps, mid_kind")
                .get(0);
        assertThat((double) outcome.get(0)).isCloseTo(10.0, within(1e-9));
        assertThat((double) outcome.get(1)).isCloseTo(9.0 / 999 * 10_000, within(1e-9));
        assertThat(outcome.get(2)).isEqualTo("TRADE");
    }

    /** Also between a fill and its label, and while orders are open: each continuation adds exactly what is new. */
    @Test
    void continuedRunsGiveTheSameRowsAsOne() throws Exception {
        System.out.println("dataset: -Ddataset.seed=" + SEED);
        long last = randomDay(data, SEED, 900);
        assertThat(dataset().exitCode()).isZero();
        Map<String, List<List<Object>>> whole = all(out);
        assertThat(whole.values().stream().mapToLong(List::size).min().orElseThrow())
                .as("seed %d: no table is empty", SEED)
                .isPositive();

        Path parts = folder.resolve("in parts");
        Random random = new Random(SEED + 1);
        for (long to = 1L + random.nextInt(200); to < last; to += 1L + random.nextInt(500)) {
            Map<Path, byte[]> before = files(parts);
            CommandRun run = CommandRun.of("dataset", "--data", data, "--out", parts, "--to", to);
            assertThat(run.exitCode())
                    .as("seed %d, to %d: %s", SEED, to, run.err())
                    .isZero();
            Map<Path, byte[]> after = files(parts);
            before.forEach((file, bytes) ->
                    assertThat(after.get(file)).as(file.toString()).isEqualTo(bytes));
        }
        assertThat(CommandRun.of("dataset", "--data", data, "--out", parts).exitCode())
                .isZero();

        assertThat(all(parts)).as("seed %d", SEED).isEqualTo(whole);
        assertThat(CommandRun.of("dataset", "--data", data, "--out", parts).out())
                .contains("nothing new");
    }

    /** A journal that ends at t gives the same rows up to t as one that goes on: nothing looks ahead. */
    @Test
    void whatComesLaterChangesNoRow() throws Exception {
        System.out.println("dataset: -Ddataset.seed=" + SEED);
        int steps = 600;
        randomDay(data, SEED, steps);
        assertThat(dataset().exitCode()).isZero();
        Map<String, List<List<Object>>> whole = all(out);
        Random random = new Random(SEED + 2);
        for (int i = 0; i < 6; i++) {
            Path cut = folder.resolve("cut " + i);
            long last = randomDay(cut.resolve("data"), SEED, 1 + random.nextInt(steps));
            Path cutOut = cut.resolve("out");
            assertThat(CommandRun.of("dataset", "--data", cut.resolve("data"), "--out", cutOut)
                            .exitCode())
                    .isZero();
            Map<String, List<List<Object>>> expected = new TreeMap<>();
            whole.forEach((type, rows) -> expected.put(
                    type, rows.stream().filter(row -> (long) row.get(0) <= last).toList()));
            assertThat(all(cutOut))
                    .as("seed %d, cut behind record %d", SEED, last)
                    .isEqualTo(expected);
        }
        for (List<Object> row : query(out, "outcomes", "ts_recv_ns, label_available_ns")) {
            assertThat((long) row.get(1)).as("seed %d", SEED).isLessThanOrEqualTo((long) row.get(0));
        }
    }

    @Test
    void onlyTheSymbolsThatAreWanted() throws Exception {
        randomDay(data, 5, 200);
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--symbols", "ES")
                        .exitCode())
                .isZero();
        for (String type : List.of("trades", "quotes", "orders")) {
            assertThat(rows(type, "distinct symbol")).containsExactly(List.of("ES"));
        }
    }

    @Test
    void daysAreThoseOfUtcAndNamesAreSafe() throws Exception {
        long dayNanos = 86_400 * SECOND;
        long midnight = (TradingDay.START_NANOS / dayNanos + 1) * dayNanos;
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).tick("nt8", "odd/../na:me.", 1);
            day.after(midnight - TradingDay.START_NANOS).tick("nt8", "odd/../na:me.", 2);
        }
        assertThat(dataset().exitCode()).isZero();
        List<String> names = files(out).keySet().stream()
                .map(file -> out.relativize(file).toString().replace('\\', '/'))
                .map(name -> name.replaceAll("part.*", ""))
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "type=trades/date=2027-01-15/symbol=odd%2F..%2Fna%3Ame%2E/",
                        "type=trades/date=2027-01-16/symbol=odd%2F..%2Fna%3Ame%2E/");
        assertThat(rows("trades", "distinct platform_symbol")).containsExactly(List.of("odd/../na:me."));
    }

    @Test
    void theSameJournalGivesTheSameBytes() throws Exception {
        randomDay(data, 7, 300);
        assertThat(dataset().exitCode()).isZero();
        Path again = folder.resolve("again");
        assertThat(CommandRun.of("dataset", "--data", data, "--out", again).exitCode())
                .isZero();
        Map<Path, byte[]> first = files(out);
        Map<Path, byte[]> second = files(again);
        assertThat(first).hasSameSizeAs(second);
        first.forEach((file, bytes) -> assertThat(second.get(again.resolve(out.relativize(file))))
                .as(file.toString())
                .isEqualTo(bytes));
        assertThat(again.resolve("_manifest.json")).hasSameBinaryContentAs(out.resolve("_manifest.json"));
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndNothingElse() throws Exception {
        long last = randomDay(data, 11, 200);
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--to", last / 2)
                        .exitCode())
                .isZero();
        Path partition = Files.createDirectories(out.resolve("type=trades/date=2027-01-15/symbol=NQ"));
        Path half = Files.writeString(partition.resolve("part-9-12.parquet.part"), "half");
        Path whole = Files.writeString(partition.resolve("part-100000-100001.parquet"), "of a run without a manifest");
        Path mine = Files.writeString(partition.resolve("notes.txt"), "mine");
        assertThat(dataset().exitCode()).isZero();
        assertThat(half).doesNotExist();
        assertThat(whole).doesNotExist();
        assertThat(mine).exists();
        assertThat(all(out).get("trades")).isNotEmpty();
    }

    /** Years of data must not go because one file was lost. */
    @Test
    void dataWithoutItsManifestIsLeftAlone() throws Exception {
        randomDay(data, 17, 100);
        assertThat(dataset().exitCode()).isZero();
        Map<Path, String> before = hashes(out);
        Files.delete(out.resolve("_manifest.json"));

        CommandRun run = dataset();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("holds learning data, but no _manifest.json");
        assertThat(hashes(out)).isEqualTo(before);
    }

    /** Killed before its manifest: the same command, --from and all, begins anew. */
    @Test
    void aFirstRunThatWasKilledIsMadeAnew() throws Exception {
        long last = randomDay(data, 19, 100);
        List<Object> command = List.of("dataset", "--data", data, "--out", out, "--from", last / 3);
        assertThat(CommandRun.of(command.toArray()).exitCode()).isZero();
        Map<Path, String> whole = hashes(out);
        String manifest = Files.readString(out.resolve("_manifest.json"));
        Path killed = folder.resolve("killed");
        CommandRun nothing = CommandRun.of("dataset", "--data", data, "--out", killed, "--from", last, "--to", last);
        assertThat(nothing.exitCode()).isZero();
        Files.writeString(
                out.resolve("_manifest.json"),
                Files.readString(killed.resolve("_manifest.json"))
                        .replaceFirst("\"last_seq\":\\d+", "\"last_seq\":" + (last - 1)));

        assertThat(CommandRun.of(command.toArray()).exitCode()).isZero();

        assertThat(hashes(out)).isEqualTo(whole);
        assertThat(out.resolve("_manifest.json")).hasContent(manifest);
    }

    /** An execution that only confirms what a status had claimed is no second fill. */
    @Test
    void nothingIsFilledTwice() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).tick("nt8", "NQ 03-25", 100).signal("one", "NQ", "BUY", "3");
            day.platform(
                    "nt8",
                    map -> map.put(Keys.TYPE, Types.ORDER_STATUS)
                            .put(Keys.ORDER_ID, "one")
                            .put(Keys.STATUS, "PARTIALLY_FILLED")
                            .put(Keys.FILLED_QTY, 2)
                            .put(Keys.AVG_PRICE, 100.5));
            day.fill("nt8", "one", "NQ 03-25", "2", "100.5").fill("nt8", "one", "NQ 03-25", "1", "101");
        }
        assertThat(dataset().exitCode()).isZero();

        assertThat(rows("fills", "sum(quantity), max(quantity)")).containsExactly(List.of(3.0, 2.0));
    }

    /** What was known before the data begins does not depend on where snapshots lie: it is left out. */
    @Test
    void ordersFromBeforeTheDataHaveNoOutcome() throws Exception {
        long from;
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).quote("nt8", "NQ 03-25", 99, 101).signal("old", "NQ", "BUY", "1");
            from = day.lastSequence() + 1;
            day.fill("nt8", "old", "NQ 03-25", "1", "101").signal("new", "NQ", "SELL", "1");
            day.fill("nt8", "new", "NQ 03-25", "1", "99").after(6 * MINUTE).clock();
        }
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--from", from)
                        .exitCode())
                .isZero();

        assertThat(rows("fills", "order_id, mid_arrival"))
                .containsExactly(Arrays.asList("old", null), List.of("new", 100.0));
        assertThat(rows("outcomes where filled_qty > 0", "order_id")).containsExactly(List.of("new"));
    }

    @Test
    void twoRunsDoNotShareAFolder() throws Exception {
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp();
        }
        Path out = folder.resolve("learning");
        Files.createDirectories(out);
        Process other = FileLockHolder.start(out.resolve(".lock"));
        CommandRun refused = CommandRun.of("dataset", "--data", data, "--out", out);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("another run is writing there").hasLineCount(1);

        other.destroyForcibly().waitFor();
        CommandRun free = CommandRun.of("dataset", "--data", data, "--out", out);
        assertThat(free.exitCode()).as(free.err()).isZero();
    }

    @Test
    void anotherQuestionNeedsAnotherFolder() throws Exception {
        long last = randomDay(data, 13, 100);
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--to", last / 2)
                        .exitCode())
                .isZero();
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--symbols", "NQ"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("was made with --symbols ''"));
        assertThat(CommandRun.of("dataset", "--data", data, "--out", out, "--from", 1)
                        .err())
                .contains("is continued behind record " + last / 2);
        Path victim = files(out).keySet().iterator().next();
        Files.writeString(victim, "shorter", StandardCharsets.UTF_8);
        assertThat(dataset().err())
                .contains("lacks " + out.relativize(victim).toString().replace('\\', '/'));
        Files.writeString(out.resolve("_manifest.json"), "{\"kind\": \"export\"}");
        assertThat(dataset())
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("not one of learning data"));
    }

    private CommandRun dataset() {
        return CommandRun.of("dataset", "--data", data, "--out", out);
    }

    private List<List<Object>> rows(String type, String columns) throws SQLException {
        return query(out, type, columns);
    }

    /** @param type may be followed by a condition */
    private static List<List<Object>> query(Path out, String type, String columns) throws SQLException {
        int end = type.indexOf(' ');
        String word = end < 0 ? type : type.substring(0, end);
        return Duck.query("select " + columns + " from read_parquet('" + out + "/type=" + word
                + "/*/*/*.parquet', hive_partitioning = false)" + type.substring(word.length()));
    }

    /** Every row of every table that has one, by sequence. */
    private static Map<String, List<List<Object>>> all(Path out) throws Exception {
        Map<String, List<List<Object>>> tables = new TreeMap<>();
        for (String type : TYPES) {
            boolean isThere = Files.exists(out.resolve("type=" + type));
            tables.put(type, isThere ? query(out, type + " order by all", "*") : List.of());
        }
        return tables;
    }

    private static Map<Path, String> hashes(Path out) throws Exception {
        Map<Path, String> hashes = new TreeMap<>();
        for (Path file : files(out).keySet()) {
            hashes.put(file, Sha256.of(file));
        }
        return hashes;
    }

    private static Map<Path, byte[]> files(Path out) throws Exception {
        Map<Path, byte[]> files = new TreeMap<>();
        if (Files.exists(out)) {
            try (Stream<Path> all = Files.walk(out)) {
                for (Path file :
                        all.filter(name -> name.toString().endsWith(".parquet")).toList()) {
                    files.put(file, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private record Opened(String id, String symbol) {}

    /** Orders that are filled at once, in parts, late, never; refused ones; restarts. Returns the last sequence. */
    private static long randomDay(Path data, long seed, int steps) throws Exception {
        Random random = new Random(seed);
        List<Opened> open = new ArrayList<>();
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            double price = 16_000;
            for (int i = 0; i < steps; i++) {
                day.after(random.nextInt(20) == 0 ? random.nextInt(90) * SECOND : random.nextInt(900) * MILLI);
                price += random.nextInt(9) - 4;
                String symbol = random.nextBoolean() ? "NQ" : "ES";
                int dice = random.nextInt(100);
                if (dice < 35) {
                    day.tick("nt8", symbol + " 03-25", price);
                } else if (dice < 60) {
                    day.quote("nt8", symbol + " 03-25", price - 0.25, price + 0.25);
                } else if (dice < 72) {
                    String id = "order-" + i;
                    day.signal(id, random.nextInt(12) == 0 ? "XY" : symbol, random.nextBoolean() ? "BUY" : "SELL", "4");
                    open.add(new Opened(id, symbol));
                } else if (dice < 92 && !open.isEmpty()) {
                    Opened one = open.get(random.nextInt(open.size()));
                    if (random.nextInt(3) == 0) {
                        open.remove(one);
                    }
                    fill(day, random, one.id, one.symbol, price);
                } else if (dice < 95 && !open.isEmpty()) {
                    String id = open.get(random.nextInt(open.size())).id;
                    day.cancel(id)
                            .platform(
                                    "nt8",
                                    map -> map.put(Keys.TYPE, Types.ORDER_CANCELED)
                                            .put(Keys.ORDER_ID, id));
                } else if (dice < 96) {
                    day.restart("run-" + i).nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
                } else {
                    day.clock();
                }
            }
            return day.lastSequence();
        }
    }

    private static void fill(TradingDay day, Random random, String id, String symbol, double price) {
        String quantity = random.nextInt(3) == 0 ? "4" : "1";
        String at = Double.toString(price + random.nextInt(3));
        day.fill("nt8", id, symbol + " 03-25", quantity, at, map -> map.put(Keys.EXEC_ID, "e" + day.lastInput()));
    }
}
