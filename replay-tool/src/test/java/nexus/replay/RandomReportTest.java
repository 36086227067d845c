package nexus.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nexus.journal.codec.MapReader;
import nexus.journal.message.Keys;
import nexus.journal.message.RecordKind;
import nexus.journal.message.Types;
import nexus.journal.store.JournalReader;
import nexus.journal.store.JournalRecord;
import nexus.replay.profit.ProfitRow;
import nexus.replay.report.ReportOptions;
import nexus.replay.report.TradingReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random days, and what they brought by another way: straight from the journal's bytes, by cash alone, without the
 * router. The seed is printed; {@code -Dreplay.seed=N} runs it again.
 */
class RandomReportTest {
    private static final long SEED = Long.getLong("replay.seed", 20_261_123L);
    private static final int STEPS = 3_000;

    @TempDir
    Path folder;

    private Path data;

    private final Random random = new Random(SEED);
    private int nextId;
    private int nextExecution;

    @BeforeEach
    void nameTheData() {
        data = folder.resolve("data");
    }

    @Test
    void profitIsTheCashThatMoved() throws Exception {
        System.out.println("random report: -Dreplay.seed=" + SEED);
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            trade(day);
            Map<String, Account> accounts = recompute();

            TradingReport report =
                    TradingReport.of(data, ReportOptions.all().withMultipliers(Map.of("NQ", new BigDecimal("20"))));

            assertThat(report.profit().accounts()).hasSize(accounts.size());
            BigDecimal total = BigDecimal.ZERO;
            for (ProfitRow row : report.profit().accounts()) {
                Account account = accounts.get(row.platform() + " " + row.symbol());
                BigDecimal points = row.symbol().equals("NQ") ? new BigDecimal("20") : BigDecimal.ONE;
                BigDecimal net = account.cash
                        .add(account.quantity.multiply(account.last))
                        .multiply(points)
                        .subtract(account.commission);
                assertThat(row.quantity()).as(row.toString()).isEqualByComparingTo(account.quantity);
                assertThat(row.commission()).isEqualByComparingTo(account.commission);
                assertThat(row.net()).isEqualByComparingTo(net);
                assertThat(row.executions()).isEqualTo(account.executions);
                total = total.add(net);
            }
            assertThat(report.profit().total().net()).isEqualByComparingTo(total);
            assertThat(report.equity().get(report.equity().size() - 1).value()).isEqualTo(total.doubleValue());
            positionsAreTheRouters(day, report);
        }
    }

    @Test
    void theSameConfigurationChangesNothingFromWhereverOn() throws Exception {
        System.out.println("random diff: -Dreplay.seed=" + SEED);
        long last;
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            trade(day);
            last = day.lastSequence();
        }
        Path same = Files.writeString(folder.resolve("same.yaml"), TradingDay.CONFIG);

        for (int i = 0; i < 10; i++) {
            long from = i == 0 ? 1 : 1 + random.nextInt((int) last);
            CommandRun diff = CommandRun.of("diff", "--data", data, "--config", same, "--from", from);

            assertThat(diff.out()).as("from " + from).isEmpty();
            assertThat(diff.exitCode()).isZero();
        }
    }

    /** Half the quantity at half the units: each fill of that platform is halved, and the universal sums are the same. */
    @Test
    void anotherFactorAloneLeavesTheOtherPlatformAlone() throws Exception {
        System.out.println("random diff: -Dreplay.seed=" + SEED);
        try (TradingDay day = TradingDay.begun(data)) {
            day.nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            trade(day);
        }
        String yaml = TradingDay.CONFIG
                .replace("quantityFactor: 2", "quantityFactor: 1")
                .replace("lotStep: 0.1", "lotStep: 0.05");
        Path other = Files.writeString(folder.resolve("other.yaml"), yaml);

        Map<String, Object> json =
                ReportCommandTest.json(CommandRun.of("diff", "--data", data, "--config", other, "--json")
                        .out());

        assertThat((List<?>) json.get("positions"))
                .allSatisfy(each -> assertThat(ReportCommandTest.at(each, "now"))
                        .as(each.toString())
                        .isEqualTo(ReportCommandTest.at(each, "then")));
        assertThat((List<?>) json.get("differences"))
                .extracting(each -> ReportCommandTest.at(each, "platform"))
                .containsOnly("mt5");
        assertThat((List<?>) json.get("differences"))
                .extracting(each -> ReportCommandTest.at(each, "kind"))
                .containsOnly("ORDER");
    }

    private void positionsAreTheRouters(TradingDay day, TradingReport report) {
        day.router().positions().forEach(position -> {
            ProfitRow row = report.profit().accounts().stream()
                    .filter(each -> each.platform().equals(position.platform()))
                    .filter(each -> each.symbol().equals(position.symbol()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.quantity()).isEqualByComparingTo(position.quantity());
            assertThat(row.averagePrice()).isEqualByComparingTo(position.averagePrice());
        });
    }

    private void trade(TradingDay day) throws Exception {
        List<String[]> open = new ArrayList<>();
        String[] lastFill = null;
        for (int step = 0; step < STEPS; step++) {
            int choice = random.nextInt(100);
            if (choice < 40) {
                boolean isNt8 = random.nextBoolean();
                day.tick(isNt8 ? "nt8" : "mt5", isNt8 ? "NQ 03-25" : "NAS100", 100 + random.nextInt(400) / 4.0);
            } else if (choice < 60) {
                String id = Integer.toString(++nextId);
                boolean isNq = random.nextInt(3) > 0;
                String quantity = BigDecimal.valueOf(1 + random.nextInt(4)).toPlainString();
                day.signal(id, isNq ? "NQ" : "ES", random.nextBoolean() ? "BUY" : "SELL", quantity);
                open.add(new String[] {"nt8", id, isNq ? "NQ 03-25" : "ES 03-25"});
                if (isNq) {
                    open.add(new String[] {"mt5", id, "NAS100"});
                }
            } else if (choice < 90 && !open.isEmpty()) {
                String[] order = open.get(random.nextInt(open.size()));
                String quantity = order[0].equals("nt8") ? "1" : "0." + (1 + random.nextInt(9));
                lastFill = new String[] {order[0], order[1], order[2], quantity, price(), "E" + ++nextExecution};
                fill(day, lastFill);
            } else if (choice < 93 && lastFill != null) {
                fill(day, lastFill);
            } else if (choice < 95) {
                day.nexusDown().nexusUp();
            } else if (choice < 96 && random.nextInt(8) == 0) {
                day.dying().restart("run" + step).nexusUp().platformUp("nt8", 1).platformUp("mt5", 2);
            } else {
                day.clock();
            }
        }
    }

    private String price() {
        return BigDecimal.valueOf(100 + random.nextInt(400) / 4.0).toPlainString();
    }

    private void fill(TradingDay day, String[] fill) {
        day.fill(
                fill[0],
                fill[1],
                fill[2],
                fill[3],
                fill[4],
                map -> map.put(Keys.EXEC_ID, fill[5]).put(Keys.COMMISSION, new BigDecimal("0.25")));
    }

    private static final class Account {
        private BigDecimal cash = BigDecimal.ZERO;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal commission = BigDecimal.ZERO;
        private BigDecimal last;
        private long executions;
    }

    /** Sides from the SIGNALs, executions and prices as the platforms sent them; mt5 has two units to one. */
    private Map<String, Account> recompute() {
        Map<String, String> universal = Map.of("NQ 03-25", "NQ", "NAS100", "NQ", "ES 03-25", "ES");
        Map<String, String> platforms = Map.of("1", "nt8", "2", "mt5");
        Map<String, Account> accounts = new TreeMap<>();
        Map<String, String> sides = new TreeMap<>();
        Map<String, BigDecimal> ticks = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        MapReader reader = new MapReader();
        MapReader inner = new MapReader();
        try (JournalReader journal = JournalReader.open(data)) {
            JournalRecord record = new JournalRecord();
            while (journal.next(record)) {
                boolean isMessage = record.kind() == RecordKind.PLATFORM_IN || record.kind() == RecordKind.NEXUS_IN;
                if (!isMessage) {
                    continue;
                }
                reader.wrap(record.payload(), record.payloadOffset(), record.payloadLength());
                String type = reader.textValue(reader.find(Keys.TYPE));
                String platform = platforms.get(Integer.toString(record.source()));
                if (type.equals(Types.SIGNAL)) {
                    sides.put(reader.textValue(reader.find(Keys.ORDER_ID)), reader.textValue(reader.find(Keys.SIDE)));
                } else if (type.equals(Types.MARKET_DATA)) {
                    inner.wrapMap(reader, reader.find(Keys.DATA));
                    String key = platform + " " + universal.get(inner.textValue(inner.find(Keys.SYMBOL)));
                    ticks.put(key, inner.decimalValue(inner.find(Keys.PRICE)));
                } else if (type.equals(Types.ORDER_FILL)
                        && seen.add(platform + reader.textValue(reader.find(Keys.EXEC_ID)))) {
                    String key = platform + " " + universal.get(reader.textValue(reader.find(Keys.SYMBOL)));
                    execute(accounts.computeIfAbsent(key, k -> new Account()), reader, platform, sides);
                }
            }
        }
        accounts.forEach((key, account) -> account.last = ticks.getOrDefault(key, account.last));
        return accounts;
    }

    private static void execute(Account account, MapReader fill, String platform, Map<String, String> sides) {
        BigDecimal quantity = fill.decimalValue(fill.find(Keys.FILLED_QTY));
        if (platform.equals("mt5")) {
            quantity = quantity.divide(BigDecimal.valueOf(2), 10, RoundingMode.UNNECESSARY);
        }
        boolean isBuy = sides.get(fill.textValue(fill.find(Keys.ORDER_ID))).equals("BUY");
        BigDecimal signed = isBuy ? quantity : quantity.negate();
        BigDecimal price = fill.decimalValue(fill.find(Keys.FILL_PRICE));
        account.cash = account.cash.subtract(signed.multiply(price));
        account.quantity = account.quantity.add(signed);
        account.commission = account.commission.add(fill.decimalValue(fill.find(Keys.COMMISSION)));
        account.executions++;
        account.last = price;
    }
}
